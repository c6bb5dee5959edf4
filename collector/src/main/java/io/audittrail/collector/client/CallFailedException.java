package io.audittrail.collector.client;

import java.io.IOException;

/** Thrown when a collector was asked in vain; the message is one line for a person. */
public final class CallFailedException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final long NOT_ANSWERED = -1;

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

  private CallFailedException(Reason reason, String message) {
    this(reason, message, false, NOT_ANSWERED);
  }

  private CallFailedException(
      Reason reason, String message, boolean worthRepeating, long retryAfterMillis) {
    super(message);
    this.reason = reason;
    this.worthRepeating = worthRepeating;
    this.retryAfterMillis = retryAfterMillis;
  }

  /** Returns an exception for an answer that will be the same the next time. */
  public static CallFailedException refused(String message) {
    return new CallFailedException(Reason.REFUSED, message);
  }

  /** Returns an exception for what is no collector. */
  static CallFailedException notCollector(String message) {
    return new CallFailedException(Reason.UNREACHABLE, message);
  }

  /** Returns an exception for a connection that may be there later. */
  static CallFailedException unconnected(String message) {
    return new CallFailedException(Reason.UNREACHABLE, message, true, NOT_ANSWERED);
  }

  /**
   * Returns an exception for an answer that may be another one later.
   *
   * @param retryAfterMillis after how long it is worth to ask again; 0 if the answer does not say
   */
  static CallFailedException busy(String message, long retryAfterMillis) {
    return new CallFailedException(Reason.UNREACHABLE, message, true, retryAfterMillis);
  }

  /** Returns an exception for something of which a part is missing. */
  public static CallFailedException incomplete(String message) {
    return new CallFailedException(Reason.INCOMPLETE, message);
  }

  /** Returns what became of the call. */
  public Reason reason() {
    return reason;
  }

  /** Returns whether the same call may be answered later. */
  public boolean isWorthRepeating() {
    return worthRepeating;
  }

  /** Returns whether there was an answer. */
  boolean isAnswered() {
    return retryAfterMillis != NOT_ANSWERED;
  }

  long retryAfterMillis() {
    return retryAfterMillis;
  }
}
