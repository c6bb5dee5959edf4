package io.audittrail.collector.cli.output;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.client.body.BodyEvent;
import io.audittrail.collector.client.body.Description;
import io.audittrail.collector.client.body.EventBody;
import io.audittrail.collector.client.body.JsonBytes;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/** One line for each event: an ingest body of it and of what it mentions. */
final class JsonPrinter implements EventPrinter {
  private final Output output;

  JsonPrinter(Output output) {
    this.output = output;
  }

  @Override
  public void print(EventBody body) throws IOException {
    Descriptions descriptions = new Descriptions(body);
    for (BodyEvent event : body.events()) {
      output.line(line(event, descriptions.mentionedBy(event.record())));
    }
  }

  private static String line(
      BodyEvent event, Map<ResourceKind, Map<String, Description>> mentioned) {
    StringBuilder line = new StringBuilder(event.json().length + 512);
    line.append("{\"audit_events\":[").append(JsonBytes.text(event.json())).append(']');
    for (ResourceKind kind : ResourceKind.described()) {
      String entries =
          mentioned.getOrDefault(kind, Map.of()).values().stream()
              .map(Description::json)
              .collect(Collectors.joining(","));
      line.append(",\"").append(kind.table().orElseThrow()).append("\":[");
      line.append(entries).append(']');
    }
    return line.append('}').toString();
  }
}
