package io.audittrail.collector.store.sqlite.search;

import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The place of an event in the order of all events, with its sequence number. The index does not
 * know ids: one is read when it is asked for, which is seldom, as few events have the same time.
 */
public final class Place {
  private final long micros;
  private final long sequence;
  private final @Nullable Ids ids;
  private byte @Nullable [] id;

  /** Reads ids of events. */
  @FunctionalInterface
  public interface Ids {
    /** Returns the code of the id of the event with a sequence number. */
    byte[] id(long sequence) throws SQLException;
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

  /** Returns the exact time. */
  public long micros() {
    return micros;
  }

  /** Returns the sequence number. */
  public long sequence() {
    return sequence;
  }

  /** Returns the code of the id. */
  public byte[] id() throws SQLException {
    byte[] known = id;
    if (known == null) {
      known = ids == null ? new byte[0] : ids.id(sequence);
      id = known;
    }
    return known;
  }

  /** Compares by time, then id. */
  public int compareTo(Place other) throws SQLException {
    if (micros != other.micros || sequence == other.sequence) {
      return Long.compare(micros, other.micros);
    }
    return Arrays.compareUnsigned(id(), other.id());
  }
}
