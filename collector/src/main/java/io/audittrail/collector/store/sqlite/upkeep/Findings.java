package io.audittrail.collector.store.sqlite.upkeep;

import io.audittrail.collector.store.StoreCheck;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one thing: all of it is counted, the first of it is kept. */
final class Findings {
  private static final int MOST_EXAMPLES = 20;

  private final String name;
  private final List<String> examples = new ArrayList<>();
  private long damages;
  private boolean hasMore;

  Findings(String name) {
    this.name = name;
  }

  void add(String example) {
    add(1, example);
  }

  void add(long count, String example) {
    damages += count;
    if (examples.size() < MOST_EXAMPLES) {
      examples.add(example);
    } else {
      hasMore = true;
    }
  }

  StoreCheck of(String found) {
    return new StoreCheck(name, found, damages, examples, hasMore);
  }
}
