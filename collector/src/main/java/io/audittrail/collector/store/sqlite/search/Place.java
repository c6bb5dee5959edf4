package io.audittrail.collector.store.sqlite.search;

import io.audittrail.collector.store.Order;
import io.audittrail.collector.store.content.EventIdCode;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The place of an event in the order of all events, with its sequence number. The index does not
 * know ids: one is read when it is asked for, which is seldom, as few events have the same time. Of
 * an event that was removed, nobody knows the id any more.
 */
public final class Place {
  private static final byte[] NO_ID = {};
  private static final byte[] FIRST_ID = EventIdCode.encode("-");
  private static final byte[] LAST_ID = EventIdCode.encode("z".repeat(64));

  private final long micros;
  private final long sequence;
  private final @Nullable Ids ids;
  private byte @Nullable [] id;

  /** Reads ids of events. */
  @FunctionalInterface
  public interface Ids {
    /** Returns the code of the id of the event with a sequence number; null if it was removed. */
    byte @Nullable [] id(long sequence) throws SQLException;
  }

  private Place(long micros, long sequence, @Nullable Ids ids, byte @Nullable [] id) {
    this.micros = micros;
    this.sequence = sequence;
    this.ids = ids;
    this.id = id;
  }

  /** Returns the place of an event whose id is known. */
  public static Place of(long micros, byte[] id, long sequence) {
    return new Place(micros, sequence, null, id);
  }

  static Place of(long micros, long sequence, Ids ids) {
    return new Place(micros, sequence, ids, null);
  }

  /** Returns a place that, in an order, is before all events of a time and behind all before. */
  public static Place before(long micros, Order order) {
    return order == Order.ASCENDING ? of(micros - 1, LAST_ID, 0) : of(micros + 1, FIRST_ID, 0);
  }

  /** Returns the exact time. */
  public long micros() {
    return micros;
  }

  /** Returns the sequence number. */
  public long sequence() {
    return sequence;
  }

  /** Returns the code of the id, which is empty if the event was removed. */
  public byte[] id() throws SQLException {
    byte[] known = id;
    if (known == null) {
      byte[] read = ids == null ? null : ids.id(sequence);
      known = read == null ? NO_ID : read;
      id = known;
    }
    return known;
  }

  /** Returns whether the event was removed. */
  public boolean isGone() throws SQLException {
    return id().length == 0;
  }

  /**
   * Returns whether this place comes before another one in an order, by time, then id. An event
   * that was removed comes first among those of its time, so that it holds up none.
   */
  public boolean isBefore(Place other, Order order) throws SQLException {
    if (micros != other.micros) {
      return order == Order.ASCENDING ? micros < other.micros : micros > other.micros;
    }
    if (sequence == other.sequence || other.isGone()) {
      return false;
    }
    int compared = Arrays.compareUnsigned(id(), other.id());
    return isGone() || (order == Order.ASCENDING ? compared < 0 : compared > 0);
  }
}
