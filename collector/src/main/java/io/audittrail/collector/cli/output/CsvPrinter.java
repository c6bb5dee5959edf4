package io.audittrail.collector.cli.output;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.client.body.BodyEvent;
import io.audittrail.collector.client.body.EventBody;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.wire.WireTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One record for each event below a header; ids of a list are apart by a space. */
final class CsvPrinter implements EventPrinter {
  private final Output output;

  CsvPrinter(Output output) throws IOException {
    this.output = output;
    List<String> header =
        new ArrayList<>(
            List.of(
                "event_id",
                "event_type",
                "occurred_at",
                "actor_user_id",
                "actor_name",
                "actor_tenant_id"));
    for (ResourceKind kind : ResourceKind.values()) {
      header.add(kind.key());
    }
    header.add("attributes");
    record(header);
  }

  @Override
  public void print(EventBody body) throws IOException {
    Descriptions descriptions = new Descriptions(body);
    for (BodyEvent one : body.events()) {
      EventRecord event = one.record();
      String name = descriptions.label(ResourceKind.USER, event.actorUser());
      List<String> cells = new ArrayList<>();
      cells.add(event.id());
      cells.add(event.type());
      cells.add(WireTime.exact(event.occurredAtMicros()));
      cells.add(event.actorUser());
      cells.add(name == null ? event.actorUser() : name);
      cells.add(event.actorTenant());
      for (ResourceKind kind : ResourceKind.values()) {
        cells.add(String.join(" ", Descriptions.ids(event, kind)));
      }
      cells.add(event.attributes().isEmpty() ? "" : "{" + event.attributes() + "}");
      record(cells);
    }
  }

  private void record(List<String> cells) throws IOException {
    output.line(Csv.record(cells) + "\r");
  }
}
