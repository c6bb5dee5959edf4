package io.audittrail.collector.store;

/**
 * Hears of what a store does, on the thread that writes: whatever it does must be short. What it
 * throws is logged and makes no difference to the store.
 */
public interface StoreListener {
  /** A listener that does nothing. */
  StoreListener NONE = new StoreListener() {};

  /** Called after a transaction has been committed, before those that wait for it are told. */
  default void committed(Commit commit) {}

  /**
   * Called when batches could not be stored.
   *
   * @param batches how many, at least 1
   */
  default void failed(int batches) {}

  /**
   * A transaction that has been committed.
   *
   * @param batches how many batches it stored
   * @param stored how many of their events are new
   * @param duplicates how many were there already with the same content
   * @param conflicts how many were there already with other content, or have the number of another
   *     event of their producer
   * @param nanos how long it took, from its begin to the end of its commit
   */
  record Commit(int batches, int stored, int duplicates, int conflicts, long nanos) {}
}
