package io.audittrail.collector.store.sqlite.index;

import io.audittrail.collector.store.sqlite.run.Run;
import java.util.List;

/**
 * Decides which runs become one. Eight of about one size do, so an event is written again twice or
 * so; runs that are large enough are left alone, so no merge takes long.
 */
final class MergePolicy {
  /** How many runs become one. */
  private static final int FAN_IN = 8;

  /** Where a size ends, in events; what is above the last one is never merged. */
  private static final int[] SIZES = {32_768, 262_144};

  private MergePolicy() {}

  /**
   * Returns the runs to merge; none if there is nothing to do.
   *
   * @param runs all runs in the order of commits
   */
  static List<Run> choose(List<Run> runs) {
    int smaller = 0;
    int until = runs.size();
    for (int size : SIZES) {
      while (until > 0 && runs.get(until - 1).events() < smaller) {
        until--;
      }
      int from = until;
      while (from > 0 && runs.get(from - 1).events() < size) {
        from--;
      }
      if (until - from >= FAN_IN) {
        return List.copyOf(runs.subList(from, from + FAN_IN));
      }
      smaller = size;
    }
    return List.of();
  }
}
