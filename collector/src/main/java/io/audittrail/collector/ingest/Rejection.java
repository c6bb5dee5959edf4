package io.audittrail.collector.ingest;

import org.jspecify.annotations.Nullable;

/**
 * An event that was not taken.
 *
 * @param index its index in the body's {@code audit_events}
 * @param eventId its id; null if it has none that is valid
 * @param message what is wrong: the field, the value and what is allowed
 */
record Rejection(int index, @Nullable String eventId, String message) {}
