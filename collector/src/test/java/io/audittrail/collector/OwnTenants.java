package io.audittrail.collector;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.access.Permission;
import java.util.ArrayList;
import java.util.List;

/** Tenants that tests of one collector have to themselves, so that none sees another's events. */
final class OwnTenants {
  private final RunningCollector collector;

  OwnTenants(RunningCollector collector) {
    this.collector = collector;
  }

  /** The tenant of a test, whose label may be anything. */
  static String tenant(String label) {
    return "t" + Integer.toHexString(label.hashCode());
  }

  String tokenOf(String label) {
    return collector.token(tenant(label), Permission.ADMIN);
  }

  /** Fills a tenant of its own with events at the given times and returns its token. */
  String tenantWith(String label, String... times) {
    String token = tokenOf(label);
    List<String> events = new ArrayList<>();
    for (String time : times) {
      events.add(eventOf(label, "e" + events.size(), time));
    }
    assertThat(collector.ingest(token, body(events.toArray(String[]::new))).path("stored").asInt())
        .isEqualTo(times.length);
    return token;
  }

  /** An event of a tenant of its own; ids are unique in the whole store. */
  static String eventOf(String label, String id, String time) {
    return event(id + "." + tenant(label), time).replace("\"t\"", "\"" + tenant(label) + "\"");
  }

  /** The ids of a page without those of the queries that were recorded meanwhile. */
  static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    for (JsonNode event : page.path("audit_events")) {
      if (!event.path("event_type").asText().equals("audit_event_query")) {
        ids.add(event.path("event_id").asText().split("\\.")[0]);
      }
    }
    return ids;
  }
}
