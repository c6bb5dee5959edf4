package io.audittrail.collector.store.producer;

/**
 * Consecutive numbers of a producer.
 *
 * @param first the first number
 * @param last the last number
 * @param sinceMicros when the store first saw a number from the first one on, or, of missing
 *     numbers, one behind them: microseconds since 1970-01-01T00:00:00Z, by the store's clock
 */
public record NumberRange(long first, long last, long sinceMicros) {}
