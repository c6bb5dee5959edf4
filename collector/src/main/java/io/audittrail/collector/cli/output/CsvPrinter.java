package io.audittrail.collector.cli.output;

import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.catalogue.EventType;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.client.body.BodyEvent;
import io.audittrail.collector.client.body.EventBody;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.wire.WireTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** One record for each event below a header, with the columns of a collector's export. */
final class CsvPrinter implements EventPrinter {
  private static final List<ResourceKind> RESOURCES =
      List.of(
          ResourceKind.TENANT,
          ResourceKind.USER,
          ResourceKind.PROJECT,
          ResourceKind.DATASET,
          ResourceKind.SOURCE,
          ResourceKind.STREAM,
          ResourceKind.APPLICATION);

  private final Output output;

  CsvPrinter(Output output) throws IOException {
    this.output = output;
    List<String> header =
        new ArrayList<>(
            List.of(
                "occurred_at",
                "timestamp",
                "sequence",
                "event_id",
                "event_type",
                "category",
                "outcome",
                "actor_user_id",
                "actor_username",
                "actor_display_name",
                "actor_email",
                "actor_tenant_id"));
    RESOURCES.forEach(kind -> header.add(kind.key()));
    header.addAll(List.of("message", "attributes"));
    output.line(Csv.record(header));
  }

  @Override
  public void print(EventBody body) throws IOException {
    Descriptions descriptions = new Descriptions(body);
    String sequence = body.sequence() == null ? "" : body.sequence().toString();
    for (BodyEvent one : body.events()) {
      EventRecord event = one.record();
      List<String> cells = new ArrayList<>();
      cells.add(WireTime.exact(event.occurredAtMicros()).replace("Z", "+00:00"));
      cells.add(WireTime.shown(event.occurredAtMicros()));
      cells.add(sequence);
      cells.add(event.id());
      type(cells, event.type());
      String actor = event.actorUser();
      cells.add(actor);
      for (String key : List.of("username", "display_name", "email")) {
        cells.add(descriptions.userText(actor, key));
      }
      cells.add(event.actorTenant());
      RESOURCES.forEach(kind -> cells.add(ids(event, kind)));
      Attributes attributes = Attributes.of(event.attributes());
      cells.add(attributes.message());
      cells.add(attributes.othersJson());
      output.line(Csv.record(cells));
    }
  }

  private static void type(List<String> cells, String name) {
    Optional<DocumentedEventType> type = DocumentedEventType.find(name);
    cells.add(name);
    cells.add(type.map(EventType::category).orElse(""));
    cells.add(type.map(one -> one.outcome().name().toLowerCase(Locale.ROOT)).orElse(""));
  }

  /** Ids one after another, so written that each can be told from the next. */
  private static String ids(EventRecord event, ResourceKind kind) {
    List<String> ids = event.ids().getOrDefault(kind, List.of());
    return kind.isSingle()
        ? String.join("", ids)
        : ids.stream()
            .map(id -> id.replace("\\", "\\\\").replace(";", "\\;"))
            .collect(Collectors.joining(";"));
  }
}
