package io.audittrail.collector.query.export;

import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.catalogue.EventType;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.query.answer.SideTables;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.StoredEvent;
import io.audittrail.collector.wire.TextMembers;
import io.audittrail.collector.wire.WireTime;
import io.audittrail.event.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Each event as a record of RFC 4180, with its exact time and the names of who acted. */
final class Csv implements ExportForm {
  /** The columns, in their order. */
  static final List<String> COLUMNS =
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
          "actor_tenant_id",
          "tenant_ids",
          "user_ids",
          "project_ids",
          "dataset_ids",
          "source_ids",
          "trigger_ids",
          "application_id",
          "message",
          "attributes");

  private static final List<ResourceKind> RESOURCES =
      List.of(
          ResourceKind.TENANT,
          ResourceKind.USER,
          ResourceKind.PROJECT,
          ResourceKind.DATASET,
          ResourceKind.SOURCE,
          ResourceKind.STREAM,
          ResourceKind.APPLICATION);
  private static final String MESSAGE = "message";

  @Override
  public String contentType() {
    return "text/csv; charset=utf-8";
  }

  @Override
  public byte[] head() {
    CsvRecord header = new CsvRecord();
    COLUMNS.forEach(header::add);
    return header.toBytes();
  }

  @Override
  public byte[] event(StoredEvent stored, SideTables tables) {
    EventRecord event = stored.event();
    CsvRecord cells = new CsvRecord();
    cells
        .add(WireTime.exact(event.occurredAtMicros()).replace("Z", "+00:00"))
        .add(WireTime.shown(event.occurredAtMicros()))
        .add(Long.toString(stored.sequence()))
        .add(event.id())
        .add(event.type());
    type(cells, event.type());
    actor(cells, event, tables.entry(ResourceKind.USER, event.actorUser()));
    for (ResourceKind kind : RESOURCES) {
      cells.add(ids(event.ids().getOrDefault(kind, List.of()), kind));
    }
    TextMembers attributes = TextMembers.take(event.attributes(), Set.of(MESSAGE));
    String others = attributes.others();
    return cells
        .add(attributes.texts().get(MESSAGE))
        .add(others.isEmpty() ? null : "{" + others + "}")
        .toBytes();
  }

  private static void type(CsvRecord cells, String name) {
    Optional<DocumentedEventType> type = DocumentedEventType.find(name);
    cells
        .add(type.map(EventType::category).orElse(null))
        .add(type.map(one -> one.outcome().name().toLowerCase(Locale.ROOT)).orElse(null));
  }

  private static void actor(CsvRecord cells, EventRecord event, @Nullable Resource user) {
    cells.add(event.actorUser());
    if (user == null) {
      cells.add(null).add(null).add(null);
    } else {
      cells.add(user.name()).add(user.title()).add(user.email());
    }
    cells.add(event.actorTenant());
  }

  /** Ids one after another, so written that each can be told from the next. */
  private static String ids(List<String> ids, ResourceKind kind) {
    if (kind.isSingle()) {
      return String.join("", ids);
    }
    return ids.stream()
        .map(id -> id.replace("\\", "\\\\").replace(";", "\\;"))
        .collect(Collectors.joining(";"));
  }

  @Override
  public byte[] tail(long exported) {
    CsvRecord end = new CsvRecord().add("#exported").add(Long.toString(exported));
    for (int i = 2; i < COLUMNS.size(); i++) {
      end.add(null);
    }
    return end.toBytes();
  }
}
