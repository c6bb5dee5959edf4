package io.audittrail.collector.store;

import io.audittrail.collector.store.producer.Numbering;
import io.audittrail.event.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events and descriptions that came in one request and are stored together or not at all.
 *
 * @param events the events in the order of the request
 * @param descriptions descriptions of resources; a later one replaces an earlier one
 * @param writer the tenant of the bound token that wrote the batch, to which the descriptions and
 *     the producers belong; null for a token without a tenant, whose descriptions belong to the
 *     tenant that each names
 * @param bytes how much of the bound on waiting bytes the batch takes, at least 1
 * @param numbering the numbers that producers gave to the events
 */
public record IncomingBatch(
    List<EventRecord> events,
    List<Resource> descriptions,
    @Nullable String writer,
    int bytes,
    Numbering numbering) {
  /** A batch without numbers of producers. */
  public IncomingBatch(
      List<EventRecord> events, List<Resource> descriptions, @Nullable String writer, int bytes) {
    this(events, descriptions, writer, bytes, Numbering.NONE);
  }
}
