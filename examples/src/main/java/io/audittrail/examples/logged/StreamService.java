package io.audittrail.examples.logged;

import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_CREATE;
import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_DELETE;
import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_UPDATE;

import io.audittrail.event.AuditEvent;
import io.audittrail.examples.domain.Dataset;
import io.audittrail.examples.domain.Stream;
import io.audittrail.logging.AuditLogger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The streams of all datasets. Who acts comes from the audit context. */
public final class StreamService {
  private final Map<String, Stream> streams = new ConcurrentHashMap<>();
  private final AtomicInteger lastNumber = new AtomicInteger();

  /** Creates a stream. The event names the stream and its dataset, and describes both. */
  public Stream create(Dataset dataset, String name, String title) {
    Stream stream = new Stream("st-" + lastNumber.incrementAndGet(), name, title, dataset);
    streams.put(stream.id(), stream);
    AuditLogger.log(
        AuditEvent.of(TRIGGER_CREATE).stream(stream.id(), name, title, dataset.id())
            .dataset(dataset.id(), dataset.name(), dataset.title(), dataset.projectId())
            .build());
    return stream;
  }

  /** Gives a stream another title. */
  public Stream rename(String id, String title) {
    Stream renamed = streams.computeIfPresent(id, (key, stream) -> stream.titled(title));
    if (renamed == null) {
      throw new IllegalArgumentException("no stream has the id " + id);
    }
    AuditLogger.log(
        AuditEvent.of(TRIGGER_UPDATE).stream(id, renamed.name(), title, renamed.dataset().id())
            .dataset(renamed.dataset().id())
            .attribute("title", title)
            .build());
    return renamed;
  }

  /** Deletes a stream. */
  public void delete(String id) {
    streams.remove(id);
    AuditLogger.log(AuditEvent.of(TRIGGER_DELETE).stream(id).build());
  }
}
