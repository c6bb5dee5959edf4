package io.audittrail.collector.store.sqlite.search;

import io.audittrail.collector.store.Order;
import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.Position;
import io.audittrail.collector.store.content.EventIdCode;
import java.util.Arrays;

/**
 * The positions that a page may show, as they are in the file: those between two, which it does not
 * show. An empty id is before all ids of its time.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PositionRange(long lowMicros, byte[] lowId, long highMicros, byte[] highId) {
  private static final byte[] BEFORE_ALL_IDS = {};

  /** Returns whether a position is one of the range. */
  public boolean contains(long micros, byte[] id) {
    return compare(micros, id, lowMicros, lowId) > 0 && compare(micros, id, highMicros, highId) < 0;
  }

  private static int compare(long micros, byte[] id, long otherMicros, byte[] otherId) {
    return micros != otherMicros
        ? Long.compare(micros, otherMicros)
        : Arrays.compareUnsigned(id, otherId);
  }

  /** Returns the range of a page. */
  public static PositionRange of(PageRequest request) {
    long low = request.fromMicros();
    long high = request.untilMicros();
    Position after = request.after();
    if (after != null && request.order() == Order.ASCENDING && after.occurredAtMicros() >= low) {
      return new PositionRange(
          after.occurredAtMicros(), EventIdCode.encode(after.id()), high, BEFORE_ALL_IDS);
    }
    if (after != null && request.order() == Order.DESCENDING && after.occurredAtMicros() < high) {
      return new PositionRange(
          low, BEFORE_ALL_IDS, after.occurredAtMicros(), EventIdCode.encode(after.id()));
    }
    return new PositionRange(low, BEFORE_ALL_IDS, high, BEFORE_ALL_IDS);
  }
}
