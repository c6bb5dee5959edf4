package io.audittrail.collector.query;

import io.audittrail.collector.store.Position;

/**
 * How far a client has come.
 *
 * @param snapshot the sequence number of the last event that the walk shows
 * @param position the place up to which everything was answered
 */
record Walk(long snapshot, Position position) {}
