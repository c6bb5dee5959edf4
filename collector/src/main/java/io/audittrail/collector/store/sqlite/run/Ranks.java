package io.audittrail.collector.store.sqlite.run;

/**
 * Part of a list: the ranks of some of its events, ascending. Packed, each is the difference to the
 * one before; the first is the key of the row and not among them.
 */
public final class Ranks {
  private Ranks() {}

  /**
   * Unpacks ranks into an array.
   *
   * @param count how many there are
   * @param most the highest rank there can be
   * @param ranks has room for them behind the offset
   * @throws DamagedIndexException if they are damaged
   */
  public static void unpack(int first, int count, byte[] packed, int most, int[] ranks, int offset)
      throws DamagedIndexException {
    long rank = first;
    boolean whole = false;
    try {
      Varints.Reader reader = new Varints.Reader(packed);
      ranks[offset] = first;
      for (int i = 1; i < count; i++) {
        rank += reader.next();
        ranks[offset + i] = (int) rank;
      }
      whole = reader.isAtEnd() && first >= 0 && rank <= most;
    } catch (IndexOutOfBoundsException e) {
      // It says less than it should.
    }
    if (!whole) {
      throw new DamagedIndexException("a list is damaged");
    }
  }
}
