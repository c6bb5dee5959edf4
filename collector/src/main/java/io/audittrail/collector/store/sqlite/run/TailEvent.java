package io.audittrail.collector.store.sqlite.run;

import io.audittrail.collector.store.EventRecord;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An event that is committed, but may not be in the index yet.
 *
 * @param id the code of its id
 * @param record what it says; null if its content is damaged, so that it is in no list
 * @param bytes how much its packed content takes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by equals
public record TailEvent(
    long sequence, long micros, byte[] id, @Nullable EventRecord record, int bytes) {
  /** The order of all events: by time, then id. */
  public static final Comparator<TailEvent> ORDER =
      Comparator.comparingLong(TailEvent::micros)
          .thenComparing(TailEvent::id, Arrays::compareUnsigned);
}
