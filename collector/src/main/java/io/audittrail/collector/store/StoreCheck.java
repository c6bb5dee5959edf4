package io.audittrail.collector.store;

import java.util.List;

/**
 * One thing that was checked about a store.
 *
 * @param name what was checked, such as {@code sequence}
 * @param found what was looked at, such as {@code 1000 events}
 * @param damages how often something was wrong, 0 if all is well
 * @param examples the first of what was wrong, one line each
 * @param hasMore whether more was wrong than the examples say
 */
public record StoreCheck(
    String name, String found, long damages, List<String> examples, boolean hasMore) {
  /** Copies the examples. */
  public StoreCheck {
    examples = List.copyOf(examples);
  }

  /** Returns whether nothing is wrong. */
  public boolean isWhole() {
    return damages == 0;
  }
}
