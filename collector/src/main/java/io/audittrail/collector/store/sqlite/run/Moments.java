package io.audittrail.collector.store.sqlite.run;

/**
 * A block of consecutive events of a run: the time and the sequence number of each.
 *
 * <p>Packed, an event is the difference to the time of the one before and the difference to its
 * sequence number; before the first one are 0 and the run's first sequence number.
 */
public final class Moments {
  /** How many events a block has; the last one of a run may have fewer. */
  public static final int BLOCK_EVENTS = 256;

  private static final int BLOCK_BITS = 32;

  private final long[] micros;
  private final long[] sequences;
  private int size;

  private Moments() {
    this.micros = new long[BLOCK_EVENTS];
    this.sequences = new long[BLOCK_EVENTS];
  }

  /**
   * Returns the key of a block in its table. A table whose rows have one number as their key packs
   * rows that are added at its end without gaps.
   */
  public static long key(int run, int block) {
    return (long) run << BLOCK_BITS | block;
  }

  /**
   * Returns the block that was packed.
   *
   * @throws DamagedIndexException if it is damaged
   */
  public static Moments unpack(byte[] packed, long firstSequence) throws DamagedIndexException {
    Moments block = new Moments();
    try {
      block.read(new Varints.Reader(packed), firstSequence);
    } catch (IndexOutOfBoundsException e) {
      throw new DamagedIndexException("the order of events is damaged");
    }
    return block;
  }

  private void read(Varints.Reader reader, long firstSequence) {
    long time = 0;
    long sequence = firstSequence;
    while (!reader.isAtEnd()) {
      time += reader.next();
      sequence += reader.nextSigned();
      micros[size] = time;
      sequences[size] = sequence;
      size++;
    }
  }

  /** Returns how many events there are. */
  public int size() {
    return size;
  }

  /** Returns the time of an event of the block, from 0. */
  public long micros(int index) {
    return micros[index];
  }

  /** Returns the sequence number of an event of the block, from 0. */
  public long sequence(int index) {
    return sequences[index];
  }

  /** Returns how many events of the block are before a time. */
  public int before(long time) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (micros[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
