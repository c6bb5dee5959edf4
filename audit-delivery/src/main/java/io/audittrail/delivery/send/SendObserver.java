package io.audittrail.delivery.send;

import org.jspecify.annotations.Nullable;

/** Hears what becomes of records; called by the sender's thread alone, must not block. */
public interface SendObserver {
  /** Events were posted; each attempt counts. */
  void sent(int events);

  /** A collector has stored events, or had stored them before. */
  void acknowledged(int events);

  /** One event was set aside. */
  void rejected(String reason);

  /** Something works again. */
  void info(String message);

  /** Something went wrong that the sender goes on after. */
  void warn(String message, @Nullable Throwable cause);

  /**
   * Lets the observer append records of its own, between batches and now and then while the sender
   * waits.
   *
   * @return after how many nanoseconds it wants to be called again at the latest
   */
  long betweenBatches();

  /** Returns whether the observer has records to append for which there was no room yet. */
  boolean hasMore();
}
