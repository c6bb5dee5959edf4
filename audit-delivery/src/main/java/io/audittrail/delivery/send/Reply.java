package io.audittrail.delivery.send;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of posting some records.
 *
 * @param kind what it means for them
 * @param message what happened, for people to read
 * @param acknowledgement the collector's answer, if the kind is ACKNOWLEDGED, else one of nothing
 * @param retryAfterMillis how long the collector asks us to wait, 0 if it does not
 * @param cause the exception behind it; null if there is none
 */
record Reply(
    Kind kind,
    String message,
    Acknowledgement acknowledgement,
    long retryAfterMillis,
    @Nullable Throwable cause) {

  private static final Acknowledgement NOTHING = new Acknowledgement(0, 0, List.of());

  /** What a reply means for the records. */
  enum Kind {
    /** The collector has dealt with each of them. */
    ACKNOWLEDGED,
    /** The collector or the way to it is in trouble: the same again, later. */
    UNAVAILABLE,
    /** The collector failed: the same again, later; if it always does, a record may be why. */
    FAILED,
    /** The exchange was over a bound of time or size: less of it, later. */
    UNFINISHED,
    /** Something is set up wrongly: the same again, much later or when that has changed. */
    REFUSED,
    /** The collector cannot read the body: one of the records is bad. */
    MALFORMED,
    /** The body is too large. */
    TOO_LARGE
  }

  static Reply acknowledged(Acknowledgement acknowledgement) {
    return new Reply(Kind.ACKNOWLEDGED, "acknowledged", acknowledgement, 0, null);
  }

  static Reply later(Kind kind, String message, long retryAfterMillis) {
    return new Reply(kind, message, NOTHING, retryAfterMillis, null);
  }

  static Reply of(Kind kind, String message) {
    return new Reply(kind, message, NOTHING, 0, null);
  }

  static Reply failed(Kind kind, String message, Throwable cause) {
    return new Reply(kind, message, NOTHING, 0, cause);
  }
}
