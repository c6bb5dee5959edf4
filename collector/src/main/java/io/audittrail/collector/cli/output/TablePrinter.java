package io.audittrail.collector.cli.output;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.client.body.BodyEvent;
import io.audittrail.collector.client.body.EventBody;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.wire.WireTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Events for people: when, what, who, on what, and what else is known. */
final class TablePrinter implements EventPrinter {
  private static final List<String> HEADINGS =
      List.of("TIME", "TYPE", "ACTOR", "TENANT", "RESOURCES", "ATTRIBUTES");
  private static final int MAX_ATTRIBUTES = 1_000;

  private final Table table;

  TablePrinter(Output output, int width) {
    table = new Table(output, width, HEADINGS, 27, 64, 40, 30, 100, MAX_ATTRIBUTES);
  }

  @Override
  public void print(EventBody body) throws IOException {
    Descriptions descriptions = new Descriptions(body);
    for (BodyEvent one : body.events()) {
      EventRecord event = one.record();
      table.row(
          List.of(
              WireTime.exact(event.occurredAtMicros()),
              event.type(),
              named(descriptions, ResourceKind.USER, event.actorUser()),
              named(descriptions, ResourceKind.TENANT, event.actorTenant()),
              resources(descriptions, event),
              Attributes.of(event.attributes()).line()));
    }
    table.show();
  }

  private static String resources(Descriptions descriptions, EventRecord event) {
    List<String> shown = new ArrayList<>();
    event
        .ids()
        .forEach(
            (kind, ids) -> {
              for (String id : ids) {
                if (kind != ResourceKind.TENANT || !id.equals(event.actorTenant())) {
                  shown.add(word(kind) + " " + named(descriptions, kind, id));
                }
              }
            });
    return String.join(", ", shown);
  }

  private static String named(Descriptions descriptions, ResourceKind kind, String id) {
    String label = descriptions.label(kind, id);
    return label == null ? id : label + " (" + id + ")";
  }

  /** People who read audit events know streams by the wire's word. */
  private static String word(ResourceKind kind) {
    return kind == ResourceKind.STREAM ? "trigger" : kind.name().toLowerCase(Locale.ROOT);
  }
}
