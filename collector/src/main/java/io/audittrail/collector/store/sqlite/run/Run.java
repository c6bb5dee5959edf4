package io.audittrail.collector.store.sqlite.run;

import java.nio.ByteBuffer;

/**
 * A run: the events of a range of commits, in order of time and id. Within it, an event is known by
 * its rank, from 0. Immutable.
 *
 * @param number never used for another run of the same file
 * @param firstSequence the first sequence number of the range, which no other run has
 * @param lastSequence the last one
 * @param events how many events there are
 * @param removed how many sequence numbers of the range were those of removed events when the run
 *     was made; when they are more, the run has events that are not there any more
 * @param firstMicros the time of the event with rank 0
 * @param lastMicros the time of the last one
 * @param directory the time of the first event of each block of {@link Moments#BLOCK_EVENTS}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by equals
public record Run(
    int number,
    long firstSequence,
    long lastSequence,
    int events,
    long removed,
    long firstMicros,
    long lastMicros,
    long[] directory) {

  static byte[] packed(long[] directory) {
    ByteBuffer buffer = ByteBuffer.allocate(directory.length * Long.BYTES);
    buffer.asLongBuffer().put(directory);
    return buffer.array();
  }

  public static long[] unpacked(byte[] packed) {
    long[] directory = new long[packed.length / Long.BYTES];
    ByteBuffer.wrap(packed).asLongBuffer().get(directory);
    return directory;
  }
}
