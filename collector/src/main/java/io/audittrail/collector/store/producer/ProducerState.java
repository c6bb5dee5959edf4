package io.audittrail.collector.store.producer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the store has seen of a producer.
 *
 * @param producer its name
 * @param writer the tenant of the bound tokens that wrote its events; null for tokens without one.
 *     The same name under two writers is two producers
 * @param counts how many numbers were seen
 * @param end the last number that was ever given, as the producer reported it; null if it did not
 *     report its end
 * @param gaps the first ranges of missing numbers, ascending
 * @param firstMicros when it was first heard of, by the store's clock
 * @param lastMicros when it was last heard of, by the store's clock
 */
public record ProducerState(
    String producer,
    @Nullable String writer,
    Counts counts,
    @Nullable Long end,
    List<NumberRange> gaps,
    long firstMicros,
    long lastMicros) {
  /** The most ranges of missing numbers that are listed. */
  public static final int MAX_GAPS = 100;

  /**
   * How many numbers were seen.
   *
   * @param first the lowest number seen; 0 if none was
   * @param last the highest number seen; 0 if none was
   * @param seen how many different ones
   * @param refused how many of them are of events that were rejected, and of none that is stored
   * @param conflicts how many times an event was rejected because its number is another event's
   */
  public record Counts(long first, long last, long seen, long refused, long conflicts) {}

  /** Returns the highest number that is known to have been given. */
  public long known() {
    return end == null ? counts.last() : Math.max(end, counts.last());
  }

  /** Returns how many numbers are missing, also those that {@link #gaps} does not list. */
  public long missing() {
    return known() - counts.seen();
  }
}
