package io.audittrail.collector.store;

/**
 * How a store is at one moment. Immutable; the figures are read one after the other, so they may be
 * of slightly different moments.
 *
 * @param events how many events are stored
 * @param queueBytes how many bytes wait for the writer or are being written, as their batches state
 *     them
 * @param databaseBytes how many bytes the files of the store take on disk, logs included
 * @param indexLagEvents how many events are committed, and found, but not in the index yet
 */
public record StoreStatistics(
    long events, long queueBytes, long databaseBytes, long indexLagEvents) {}
