package io.audittrail.catalogue;

/** Whether an event says that something was done, or that it was refused. */
public enum Outcome {
  /** It was done: {@code login_success}, {@code trigger_create}. */
  SUCCESS,
  /** It was attempted and refused: {@code authentication_failed_password}. */
  FAILURE
}
