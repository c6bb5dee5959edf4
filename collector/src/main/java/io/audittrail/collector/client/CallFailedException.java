package io.audittrail.collector.client;

import java.io.IOException;

/** Thrown when a collector was asked in vain; the message is one line for a person. */
public final class CallFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What became of the call. */
  public enum Reason {
    /** The collector answered that it will not. */
    REFUSED,
    /** Nobody answered, or nobody who is a collector, or one that is too busy or broken. */
    UNREACHABLE,
    /** It was answered, and not all of it arrived or was taken. */
    INCOMPLETE
  }

  private final Reason reason;
  private final boolean worthRepeating;
  private final long retryAfterMillis;

  private CallFailedException(
      Reason reason, String message, boolean worthRepeating, long retryAfterMillis) {
    super(message);
    this.reason = reason;
    this.worthRepeating = worthRepeating;
    this.retryAfterMillis = retryAfterMillis;
  }

  /** Returns an exception for an answer that will be the same the next time. */
  public static CallFailedException refused(String message) {
    return new CallFailedException(Reason.REFUSED, message, false, 0);
  }

  /** Returns an exception for what is no collector. */
  static CallFailedException notCollector(String message) {
    return new CallFailedException(Reason.UNREACHABLE, message, false, 0);
  }

  /**
   * Returns an exception for what may pass.
   *
   * @param retryAfterMillis after how long it is worth to ask again; 0 if nobody said
   */
  static CallFailedException passing(String message, long retryAfterMillis) {
    return new CallFailedException(Reason.UNREACHABLE, message, true, retryAfterMillis);
  }

  /** Returns an exception for something of which a part is missing. */
  public static CallFailedException incomplete(String message) {
    return new CallFailedException(Reason.INCOMPLETE, message, false, 0);
  }

  /** Returns what became of the call. */
  public Reason reason() {
    return reason;
  }

  /** Returns whether the same call may be answered later. */
  public boolean isWorthRepeating() {
    return worthRepeating;
  }

  long retryAfterMillis() {
    return retryAfterMillis;
  }
}
