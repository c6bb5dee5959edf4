package io.audittrail.delivery;

/** What happens to an event when the spool is full. */
public enum FullPolicy {
  /** The caller waits for room, at most for the configured time; then the event is dropped. */
  WAIT,
  /** The event is dropped and counted. */
  DROP,
  /** The caller gets a {@link SpoolFullException}. */
  FAIL
}
