package io.audittrail.collector.query;

import io.audittrail.collector.store.Position;

/**
 * How far a client has come.
 *
 * @param window what its filter means
 * @param snapshot the sequence number of the last event that the walk shows
 * @param position the place of the last event that was answered
 */
record Walk(Window window, long snapshot, Position position) {}
