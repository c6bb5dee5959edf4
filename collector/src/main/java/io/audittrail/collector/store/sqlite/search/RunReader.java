package io.audittrail.collector.store.sqlite.search;

import io.audittrail.collector.store.sqlite.index.IndexSnapshot;
import io.audittrail.collector.store.sqlite.run.Moments;
import io.audittrail.collector.store.sqlite.run.Run;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the order of one run's events; remembers the block that it read last. */
final class RunReader {
  private final IndexSnapshot index;
  private final Run run;
  private final Place.Ids ids;
  private @Nullable Moments block;
  private int blockNumber;

  RunReader(IndexSnapshot index, Run run, Place.Ids ids) {
    this.index = index;
    this.run = run;
    this.ids = ids;
  }

  IndexSnapshot index() {
    return index;
  }

  Run run() {
    return run;
  }

  private Moments block(int number) throws SQLException {
    Moments known = block;
    if (known == null || blockNumber != number) {
      known = index.moments(run, number);
      block = known;
      blockNumber = number;
    }
    return known;
  }

  long micros(int rank) throws SQLException {
    return block(rank / Moments.BLOCK_EVENTS).micros(rank % Moments.BLOCK_EVENTS);
  }

  long sequence(int rank) throws SQLException {
    return block(rank / Moments.BLOCK_EVENTS).sequence(rank % Moments.BLOCK_EVENTS);
  }

  Place place(int rank) throws SQLException {
    return Place.of(micros(rank), sequence(rank), ids);
  }

  /** Returns the rank of the first event that is not before a time; behind the last if none is. */
  int rankFrom(long micros) throws SQLException {
    if (micros <= run.firstMicros()) {
      return 0;
    } else if (micros > run.lastMicros()) {
      return run.events();
    }
    // The first block that begins at the time or later; what is looked for may end the one before.
    int number = before(run.directory(), micros) - 1;
    return number * Moments.BLOCK_EVENTS + block(number).before(micros);
  }

  /** Returns how many of several ascending times are before a time. */
  private static int before(long[] times, long micros) {
    int low = 0;
    int high = times.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] < micros) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Returns the first rank of the events of a range. */
  int first(PositionRange range) throws SQLException {
    return rank(range.lowMicros(), range.lowId(), true);
  }

  /** Returns the rank behind the events of a range. */
  int behind(PositionRange range) throws SQLException {
    return rank(range.highMicros(), range.highId(), false);
  }

  /** Returns the first of some ranks whose event was not removed; the end if all were. */
  private int firstThere(int from, int until) throws SQLException {
    int rank = from;
    while (rank < until && place(rank).isGone()) {
      rank++;
    }
    return rank;
  }

  /** Returns how many events are before a position, the one at it included or not. */
  private int rank(long micros, byte[] id, boolean included) throws SQLException {
    int low = rankFrom(micros);
    if (id.length == 0) {
      return low; // before all ids
    }
    int high = micros == Long.MAX_VALUE ? run.events() : rankFrom(micros + 1);
    while (low < high) {
      int middle = (low + high) >>> 1;
      int there = firstThere(middle, high);
      int compared = there == high ? 1 : Arrays.compareUnsigned(place(there).id(), id);
      if (compared < 0 || (included && compared == 0)) {
        low = there + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
