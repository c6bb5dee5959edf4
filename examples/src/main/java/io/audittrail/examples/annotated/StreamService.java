package io.audittrail.examples.annotated;

import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_CREATE;
import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_DELETE;
import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_UPDATE;
import static io.audittrail.catalogue.ResourceKind.DATASET;
import static io.audittrail.catalogue.ResourceKind.STREAM;

import io.audittrail.annotation.AuditAttribute;
import io.audittrail.annotation.AuditResource;
import io.audittrail.annotation.Audited;
import io.audittrail.examples.domain.Dataset;
import io.audittrail.examples.domain.Stream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The streams of all datasets. */
public final class StreamService {
  private final Map<String, Stream> streams = new ConcurrentHashMap<>();
  private final AtomicInteger lastNumber = new AtomicInteger();

  /** Creates a stream. The event names the stream and its dataset, and describes both. */
  @Audited(TRIGGER_CREATE)
  @AuditResource(value = STREAM, path = "id", name = "name", title = "title", parent = "dataset.id")
  public Stream create(
      @AuditResource(
              value = DATASET,
              path = "id",
              name = "name",
              title = "title",
              parent = "projectId")
          Dataset dataset,
      String name,
      String title) {
    Stream stream = new Stream("st-" + lastNumber.incrementAndGet(), name, title, dataset);
    streams.put(stream.id(), stream);
    return stream;
  }

  /** Gives a stream another title. The result tells the event which dataset it belongs to. */
  @Audited(TRIGGER_UPDATE)
  @AuditResource(value = STREAM, path = "id", name = "name", title = "title", parent = "dataset.id")
  @AuditResource(value = DATASET, path = "dataset.id")
  public Stream rename(String id, @AuditAttribute("title") String title) {
    Stream renamed = streams.computeIfPresent(id, (key, stream) -> stream.titled(title));
    if (renamed == null) {
      throw new IllegalArgumentException("no stream has the id " + id);
    }
    return renamed;
  }

  /** Deletes a stream. */
  @Audited(TRIGGER_DELETE)
  public void delete(@AuditResource(STREAM) String id) {
    streams.remove(id);
  }
}
