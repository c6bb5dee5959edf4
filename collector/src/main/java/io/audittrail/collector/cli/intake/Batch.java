package io.audittrail.collector.cli.intake;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.client.body.BodyEvent;
import io.audittrail.collector.client.body.Description;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of one ingest request in the making. For use by one thread. */
final class Batch {
  /** Few enough that the body's keys and values are below what a collector takes. */
  static final int MAX_BYTES = 768 * 1024;

  private static final int MAX_EVENTS = 1_000;

  private final List<BodyEvent> events = new ArrayList<>();
  private final List<Origin> origins = new ArrayList<>();
  private final Map<String, Map<String, Description>> tables = new LinkedHashMap<>();
  private int bytes;

  boolean isEmpty() {
    return events.isEmpty() && tables.isEmpty();
  }

  /** Returns whether something of so many bytes more would be too much. */
  boolean isFullFor(int more) {
    return !isEmpty() && (bytes + more > MAX_BYTES || events.size() == MAX_EVENTS);
  }

  void add(BodyEvent event, Origin origin) {
    events.add(event);
    origins.add(origin);
    bytes += event.json().length + 1;
  }

  /** Returns what the batch says about a resource; null if it says nothing. */
  @Nullable Description description(String table, String id) {
    return tables.getOrDefault(table, Map.of()).get(id);
  }

  void add(Description description) {
    String id = String.valueOf(description.id());
    Description before =
        tables
            .computeIfAbsent(description.table(), table -> new LinkedHashMap<>())
            .put(id, description);
    bytes += before == null ? size(description) : 0;
  }

  static int size(Description description) {
    return description.json().getBytes(StandardCharsets.UTF_8).length + 1;
  }

  int events() {
    return events.size();
  }

  Origin origin(int index) {
    return origins.get(index);
  }

  byte[] body() {
    ByteArrayOutputStream body = new ByteArrayOutputStream(bytes + 256);
    body.writeBytes("{\"audit_events\":[".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < events.size(); i++) {
      if (i > 0) {
        body.write(',');
      }
      body.writeBytes(events.get(i).json());
    }
    StringBuilder rest = new StringBuilder("]");
    for (ResourceKind kind : ResourceKind.described()) {
      String table = kind.table().orElseThrow();
      Map<String, Description> entries = tables.get(table);
      if (entries != null) {
        rest.append(",\"").append(table).append("\":[");
        rest.append(String.join(",", entries.values().stream().map(Description::json).toList()));
        rest.append(']');
      }
    }
    body.writeBytes(rest.append('}').toString().getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }
}
