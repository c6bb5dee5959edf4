package io.audittrail.collector.store.sqlite;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What all readers remember together; safe for use by any number of threads.
 *
 * @param names names by the references to them, which never change
 * @param descriptions descriptions of resources
 */
record ReaderCaches(Map<Integer, String> names, DescriptionCache descriptions) {
  ReaderCaches() {
    this(new ConcurrentHashMap<>(), new DescriptionCache());
  }
}
