package io.audittrail.collector.store;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.event.Resource;
import java.util.List;
import java.util.Map;

/** Makes events and batches for tests. */
public final class Events {
  public static final long START_MICROS = 1_700_000_000_000_000L;

  private Events() {}

  /** The n-th event of a tenant: a microsecond and an id after the one before. */
  public static EventRecord event(int n, String tenant) {
    return event(id(n), START_MICROS + n, tenant);
  }

  public static EventRecord event(String id, long occurredAtMicros, String tenant) {
    return new EventRecord(
        id,
        "get_datasets",
        occurredAtMicros,
        "user-of-" + tenant,
        tenant,
        Map.of(
            ResourceKind.DATASET,
            List.of("2555880060c23eb5"),
            ResourceKind.PROJECT,
            List.of("4d2b6c0f7a9e1835", "a0b1c2d3e4f50617")),
        "");
  }

  public static EventRecord withAttributes(EventRecord event, String attributes) {
    return new EventRecord(
        event.id(),
        event.type(),
        event.occurredAtMicros(),
        event.actorUser(),
        event.actorTenant(),
        event.ids(),
        attributes);
  }

  public static EventRecord withIds(EventRecord event, Map<ResourceKind, List<String>> ids) {
    return new EventRecord(
        event.id(),
        event.type(),
        event.occurredAtMicros(),
        event.actorUser(),
        event.actorTenant(),
        ids,
        event.attributes());
  }

  public static String id(int n) {
    return String.format("018bcfe5687b7abc8def0123%08x", n);
  }

  public static IncomingBatch batch(EventRecord... events) {
    return batch(List.of(events));
  }

  public static IncomingBatch batch(List<EventRecord> events) {
    return new IncomingBatch(events, List.of(), null, Math.max(1, events.size() * 300));
  }

  /** Descriptions by a writer bound to a tenant, or unbound if the tenant is null. */
  public static IncomingBatch descriptions(String writer, Resource... descriptions) {
    return new IncomingBatch(List.of(), List.of(descriptions), writer, 1);
  }

  /** The position of the last event of a page. */
  public static Position position(EventPage page) {
    return position(page.events().get(page.events().size() - 1).event());
  }

  public static Position position(EventRecord event) {
    return new Position(event.occurredAtMicros(), event.id());
  }
}
