package io.audittrail.collector.store.sqlite;

import java.util.LinkedHashMap;
import java.util.Map.Entry;

/** A map that forgets what was used least recently; not safe for use by several threads. */
final class RecentlyUsed<K, V> extends LinkedHashMap<K, V> {
  private final int mostEntries;

  RecentlyUsed(int mostEntries) {
    super(256, 0.75f, true);
    this.mostEntries = mostEntries;
  }

  @Override
  protected boolean removeEldestEntry(Entry<K, V> eldest) {
    return size() > mostEntries;
  }
}
