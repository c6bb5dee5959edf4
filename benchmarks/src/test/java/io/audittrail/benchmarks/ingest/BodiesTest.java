package io.audittrail.benchmarks.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.audittrail.catalogue.EventType;
import io.audittrail.event.AuditEvent;
import io.audittrail.wire.EventEncoder;
import io.audittrail.wire.IngestBody;
import io.audittrail.wire.Numbering;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BodiesTest {
  private static final String PRODUCER = "load/0123456789abcdef";
  private static final Bodies.Span DAY =
      new Bodies.Span(1_767_225_600_000_000L, 1_767_312_000_000_000L);

  @Test
  void make_isByteForByteWhatDeliverySends() throws IOException {
    Bodies bodies = new Bodies(new Values(1_000), PRODUCER);
    bodies.make(1_000, 0, 17, DAY);
    String body = new String(bodies.body(), 0, bodies.length(), StandardCharsets.UTF_8);

    List<byte[]> records = new ArrayList<>();
    EventEncoder encoder = new EventEncoder(EventEncoder.UNKNOWN_ACTOR);
    for (JsonNode event : new ObjectMapper().readTree(body).path("audit_events")) {
      records.add(encoder.encode(event(event)));
    }
    byte[] sent = IngestBody.of(records, new Numbering(PRODUCER, 17, false));
    assertThat(body).isEqualTo(new String(sent, StandardCharsets.UTF_8));
  }

  private static AuditEvent event(JsonNode event) {
    return AuditEvent.of(EventType.of(event.path("event_type").asText()))
        .id(event.path("event_id").asText())
        .occurredAt(Instant.parse(event.path("occurred_at").asText()))
        .actor(event.path("actor_user_id").asText(), event.path("actor_tenant_id").asText())
        .project(event.path("project_ids").path(0).asText())
        .project(event.path("project_ids").path(1).asText())
        .dataset(event.path("dataset_ids").path(0).asText())
        .build();
  }

  @Test
  void make_spreadsValues_fromOneEventToAll() throws IOException {
    int events = 20_000;
    Bodies bodies = new Bodies(new Values(events), PRODUCER);
    bodies.make(events, 0, 1, DAY);
    Map<String, Integer> counts = new HashMap<>();
    JsonNode body = new ObjectMapper().readTree(bodies.body(), 0, bodies.length());
    for (JsonNode event : body.path("audit_events")) {
      for (String key : List.of("event_type", "actor_user_id", "actor_tenant_id")) {
        counts.merge(event.path(key).asText(), 1, Integer::sum);
      }
      event.path("project_ids").forEach(id -> counts.merge(id.asText(), 1, Integer::sum));
      event.path("dataset_ids").forEach(id -> counts.merge(id.asText(), 1, Integer::sum));
    }
    for (Special kind : Special.values()) {
      assertThat(counts.get(kind.once())).as(kind + " of one event").isEqualTo(1);
      assertThat(counts.get(kind.hundred())).as(kind + " of 100 events").isEqualTo(100);
      assertThat(counts.get(kind.tenth())).as(kind + " of every tenth").isBetween(1_800, 2_200);
    }
    assertThat(counts).containsEntry(Values.project(0), events);
  }
}
