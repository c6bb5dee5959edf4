package io.audittrail.collector.query.filter;

import io.audittrail.collector.store.CountQuery;
import io.audittrail.collector.wire.WireTime;
import io.audittrail.wire.WireLimits;
import org.jspecify.annotations.Nullable;

/**
 * The exact times of the events that a filter asks for. Two filters that mean the same have the
 * same window, however they are spelled.
 *
 * @param fromMicros the first, inclusive
 * @param untilMicros the last, exclusive; not above {@code fromMicros} if no event can match
 */
public record Window(long fromMicros, long untilMicros) {
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long HALF_SECOND_MICROS = 500_000;

  /**
   * Returns the window of the events whose <em>shown</em> time, rounded to the nearest second, is
   * in {@code [minimum, maximum)}; null is no bound.
   */
  public static Window of(@Nullable WireTime minimum, @Nullable WireTime maximum) {
    return new Window(
        minimum == null ? WireLimits.MIN_TIME_MICROS : exactBound(minimum),
        maximum == null ? WireLimits.END_TIME_MICROS : exactBound(maximum));
  }

  /** Returns whether an event of the given exact time is in the window. */
  public boolean contains(long micros) {
    return micros >= fromMicros && micros < untilMicros;
  }

  /** Returns the division of time into buckets of <em>shown</em> time. */
  public static CountQuery.Buckets buckets(long seconds) {
    return new CountQuery.Buckets(seconds * MICROS_PER_SECOND, HALF_SECOND_MICROS);
  }

  private static long exactBound(WireTime time) {
    long lastSecond = WireLimits.END_TIME_MICROS / MICROS_PER_SECOND + 1;
    long second = Math.max(0, Math.min(lastSecond, time.ceilingSeconds()));
    long micros = second * MICROS_PER_SECOND - HALF_SECOND_MICROS;
    return Math.max(WireLimits.MIN_TIME_MICROS, Math.min(WireLimits.END_TIME_MICROS, micros));
  }
}
