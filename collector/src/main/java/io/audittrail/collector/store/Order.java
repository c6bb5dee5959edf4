package io.audittrail.collector.store;

/** In which order events are read. */
public enum Order {
  /** By exact time, then id: the oldest first. */
  ASCENDING,
  /** The same order from its end: the newest first. */
  DESCENDING
}
