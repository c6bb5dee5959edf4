package io.audittrail.collector.store.sqlite;

import java.util.Arrays;

/**
 * Tells which ids come often, by counting a bounded number of them at a time; not safe for use by
 * several threads.
 *
 * <p>Ids that share a place are counted together, so that now and then one is taken for frequent
 * that is not.
 */
final class Sightings {
  private static final int PLACES = 1 << 16;
  private static final int MOST_COUNTED = PLACES / 2;
  private static final int FREQUENT = 3;

  private final byte[] counts = new byte[PLACES];
  private int counted;

  /** Counts an id; returns whether it was seen often lately. */
  boolean isFrequent(String id) {
    if (++counted > MOST_COUNTED) {
      Arrays.fill(counts, (byte) 0);
      counted = 1;
    }
    int hash = id.hashCode();
    int place = (hash ^ hash >>> 16) & (PLACES - 1);
    return ++counts[place] >= FREQUENT;
  }
}
