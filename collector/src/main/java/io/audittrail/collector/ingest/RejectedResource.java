package io.audittrail.collector.ingest;

/**
 * A description that was left out; the events beside it are not held up.
 *
 * @param table the side table, such as {@code users}
 * @param index its index in the table
 * @param message what is wrong: the field, the value and what is allowed
 */
record RejectedResource(String table, int index, String message) {}
