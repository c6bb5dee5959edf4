package io.audittrail.collector.store.sqlite;

/**
 * What all readers remember together; safe for use by any number of threads.
 *
 * @param names names by the references to them, which never change
 * @param descriptions descriptions of resources
 */
record ReaderCaches(NameCache names, DescriptionCache descriptions) {
  ReaderCaches() {
    this(new NameCache(), new DescriptionCache());
  }
}
