package io.audittrail.collector.store.sqlite.run;

/**
 * A row of the table of postings: a part of one list, or several short lists as a whole, which
 * follow each other. Goes through its lists once, in order.
 *
 * <p>A part of a list is the ranks of some of its events, ascending, each packed as the difference
 * to the one before; the first is in the key of the row and not among them. Of several lists, each
 * is the difference of its number to that of the one before, the count of its ranks, the first rank
 * and the differences; the number of the last one is the key of the row.
 */
public final class PostingRow {
  /** What a row of several lists has in its key instead of a first rank. */
  static final int SHARED = -1;

  private final int keyList;
  private final int events;
  private final boolean shared;
  private final Varints.Reader packed;
  private boolean begun;
  private int list;
  private int count;
  private int first;
  private boolean unread;

  /**
   * Makes a row of what its columns hold.
   *
   * @param key the list and the first rank of its key
   * @param count of all its ranks
   * @param events how many events the run has
   */
  public PostingRow(Key key, int count, byte[] ranks, int events) throws DamagedIndexException {
    this.keyList = key.list;
    this.first = key.firstRank;
    this.shared = key.firstRank == SHARED;
    this.count = count;
    this.events = events;
    this.packed = new Varints.Reader(ranks);
    require(shared || isPossible(first, count));
  }

  /**
   * What is a row's own among those of a run and a kind.
   *
   * @param firstRank {@link #SHARED} if there are several lists
   */
  public record Key(int list, int firstRank) {}

  /** Goes to the next list; returns false if there is none. */
  public boolean next() throws DamagedIndexException {
    if (!shared) {
      boolean there = !begun;
      begun = true;
      list = keyList;
      unread = there;
      return there;
    }
    try {
      skip();
      if (packed.isAtEnd()) {
        require(list == keyList);
        return false;
      }
      list += (int) packed.next();
      count = (int) packed.next();
      first = (int) packed.next();
    } catch (IndexOutOfBoundsException e) {
      throw damaged();
    }
    require(isPossible(first, count));
    unread = true;
    return true;
  }

  private void skip() {
    for (int i = 1; unread && i < count; i++) {
      packed.next();
    }
  }

  private boolean isPossible(int rank, int ranks) {
    return rank >= 0 && rank < events && ranks >= 1 && ranks <= events;
  }

  /** Returns the number of the list. */
  public int list() {
    return list;
  }

  /** Returns how many ranks of the list there are. */
  public int count() {
    return count;
  }

  /** Returns the ranks of the list, each time that {@link #next} went to one only once. */
  public int[] ranks() throws DamagedIndexException {
    int[] ranks = new int[count];
    unpack(ranks, 0);
    return ranks;
  }

  /**
   * Unpacks the ranks of the list into an array, as {@link #ranks} does.
   *
   * @param ranks has room for them behind the offset
   */
  void unpack(int[] ranks, int offset) throws DamagedIndexException {
    long rank = first;
    try {
      ranks[offset] = first;
      for (int i = 1; i < count; i++) {
        rank += packed.next();
        ranks[offset + i] = (int) rank;
      }
    } catch (IndexOutOfBoundsException e) {
      throw damaged(); // it says less than it should
    }
    unread = false;
    require(rank < events && (shared || packed.isAtEnd()));
  }

  private static void require(boolean whole) throws DamagedIndexException {
    if (!whole) {
      throw damaged();
    }
  }

  private static DamagedIndexException damaged() {
    return new DamagedIndexException("a list is damaged");
  }
}
