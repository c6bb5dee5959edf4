package io.audittrail.collector.csv;

import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.catalogue.EventType;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.wire.TextMembers;
import io.audittrail.collector.wire.WireTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An event as a record of CSV, with its exact time and the names of who acted. */
public final class EventRow {
  /** The columns, in their order. */
  public static final List<String> COLUMNS =
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

  private EventRow() {}

  /** How an actor is described; what is null is left empty. */
  public record ActorNames(
      @Nullable String username, @Nullable String displayName, @Nullable String email) {
    /** An actor whom nobody described. */
    public static final ActorNames NONE = new ActorNames(null, null, null);
  }

  /** Returns the names of the columns as a record. */
  public static CsvRecord header() {
    CsvRecord header = new CsvRecord();
    COLUMNS.forEach(header::add);
    return header;
  }

  /**
   * Returns the record of an event.
   *
   * @param sequence its commit sequence number; null if it is not known
   */
  public static CsvRecord of(EventRecord event, @Nullable Long sequence, ActorNames names) {
    CsvRecord cells = new CsvRecord();
    cells
        .add(WireTime.exact(event.occurredAtMicros()).replace("Z", "+00:00"))
        .add(WireTime.shown(event.occurredAtMicros()))
        .add(sequence == null ? null : sequence.toString())
        .add(event.id())
        .add(event.type());
    type(cells, event.type());
    cells
        .add(event.actorUser())
        .add(names.username())
        .add(names.displayName())
        .add(names.email())
        .add(event.actorTenant());
    for (ResourceKind kind : RESOURCES) {
      cells.add(ids(event.ids().getOrDefault(kind, List.of()), kind));
    }
    TextMembers attributes = TextMembers.take(event.attributes(), Set.of(MESSAGE));
    String others = attributes.others();
    return cells
        .add(attributes.texts().get(MESSAGE))
        .add(others.isEmpty() ? null : "{" + others + "}");
  }

  private static void type(CsvRecord cells, String name) {
    Optional<DocumentedEventType> type = DocumentedEventType.find(name);
    cells
        .add(type.map(EventType::category).orElse(null))
        .add(type.map(one -> one.outcome().name().toLowerCase(Locale.ROOT)).orElse(null));
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
}
