package io.audittrail.collector.openapi;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which bodies are checked. Small ones always are. Of the large ones, which tests with many events
 * send and get by the thousand, the first of each kind are, and then one now and then. What is
 * larger still never is.
 */
final class Sample {
  /** The longest body that is looked at. */
  static final int MOST_BYTES = 1024 * 1024;

  private static final int SMALL_BYTES = 32 * 1024;
  private static final int FIRST = 20;
  private static final int EVERY = 50;
  private static final Map<String, AtomicLong> LARGE = new ConcurrentHashMap<>();

  private Sample() {}

  /**
   * Returns whether to check a body.
   *
   * @param kind the place where it is described
   */
  static boolean has(String kind, long bytes) {
    if (bytes <= SMALL_BYTES) {
      return true;
    }
    long before = LARGE.computeIfAbsent(kind, k -> new AtomicLong()).getAndIncrement();
    return bytes <= MOST_BYTES && (before < FIRST || before % EVERY == 0);
  }
}
