package io.audittrail.collector.cli.intake;

import io.audittrail.collector.client.CollectorClient;
import io.audittrail.collector.client.body.BodyEvent;
import io.audittrail.collector.client.body.Description;
import io.audittrail.collector.client.body.EventBody;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.wire.WireLimits;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Posts events to a collector in batches of bounded size. What a body means stays as it is: an
 * event is posted together with the entry that says in which tenant its actor acts, and of
 * different entries for one resource the later one is posted later. For use by one thread.
 */
public final class Intake {
  private static final String PATH = "/api/v1/audit_events";

  /** Room for what stands around a single event. */
  private static final int MAX_EVENT_BYTES = WireLimits.MAX_BODY_BYTES / 2;

  private final CollectorClient client;
  private final Progress progress;
  private final @Nullable Predicate<EventRecord> wanted;
  private Batch batch = new Batch();

  /**
   * Makes an intake.
   *
   * @param wanted which events to take; null for all
   */
  public Intake(
      CollectorClient client, Progress progress, @Nullable Predicate<EventRecord> wanted) {
    this.client = client;
    this.progress = progress;
    this.wanted = wanted;
  }

  /** Takes the events of a body and what it describes. */
  public void add(EventBody body, Origin origin) throws IOException {
    progress.read(body.events().size());
    List<BodyEvent> events = body.events().stream().filter(this::isWanted).toList();
    if (events.isEmpty() && wanted != null) {
      return;
    }
    boolean alone = events.stream().anyMatch(event -> !event.namesTenant());
    if (alone) {
      flush();
    }
    Map<String, Description> users = new HashMap<>();
    for (Description description : body.descriptions()) {
      if (description.table().equals("users") && description.id() != null) {
        users.put(description.id(), description);
      }
      add(description);
    }
    for (BodyEvent event : events) {
      add(event, event.namesTenant() ? null : users.get(event.actorUser()), origin);
    }
    if (alone) {
      flush();
    }
  }

  private boolean isWanted(BodyEvent event) {
    if (wanted == null || wanted.test(event.record())) {
      return true;
    }
    progress.unwanted();
    return false;
  }

  private void add(BodyEvent event, @Nullable Description actor, Origin origin) throws IOException {
    int size = event.json().length + (actor == null ? 0 : Batch.size(actor));
    if (size > MAX_EVENT_BYTES) {
      progress.rejected(
          origin,
          "",
          "an event had " + size + " bytes, allowed are at most " + WireLimits.MAX_EVENT_BYTES);
      return;
    }
    if (batch.isFullFor(size)) {
      flush();
    }
    if (actor != null) {
      batch.add(actor);
    }
    batch.add(event, origin);
  }

  private void add(Description description) throws IOException {
    int size = Batch.size(description);
    if (description.id() == null || size > Batch.MAX_BYTES) {
      progress.rejectedResource(
          description.id() == null
              ? "an entry of " + description.table() + " had no id"
              : "an entry of " + description.table() + " had " + size + " bytes");
      return;
    }
    Description before = batch.description(description.table(), description.id());
    boolean other = before != null && !before.json().equals(description.json());
    if (other || batch.isFullFor(size)) {
      flush();
    }
    batch.add(description);
  }

  /** Posts what waits. */
  public void flush() throws IOException {
    if (batch.isEmpty()) {
      return;
    }
    Batch posted = batch;
    batch = new Batch();
    IngestReply reply = IngestReply.read(client.post(PATH, posted.body()));
    for (IngestReply.Rejected rejected : reply.rejected()) {
      Origin origin = posted.origin(Math.max(0, Math.min(rejected.index(), posted.events() - 1)));
      String what = rejected.eventId().isEmpty() ? "" : "event " + rejected.eventId();
      progress.rejected(origin, what, rejected.message());
    }
    reply.rejectedResources().forEach(progress::rejectedResource);
    progress.answered(reply.stored(), reply.duplicates());
  }
}
