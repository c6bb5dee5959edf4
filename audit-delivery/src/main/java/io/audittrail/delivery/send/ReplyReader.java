package io.audittrail.delivery.send;

import io.audittrail.delivery.send.Reply.Kind;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;

/** Says what an HTTP answer means for the records that were posted. */
final class ReplyReader {
  private ReplyReader() {}

  static Reply read(HttpResponse<byte[]> answer, int events) {
    int status = answer.statusCode();
    if (status / 100 == 2) {
      return acknowledgement(answer, events);
    }
    String message = describe(answer);
    if (status == 500) {
      return Reply.later(Kind.FAILED, message, retryAfterMillis(answer));
    }
    if (status / 100 == 5 || status == 429 || status == 408 || status == 409) {
      return Reply.later(Kind.UNAVAILABLE, message, retryAfterMillis(answer));
    }
    if (status == 413) {
      return Reply.of(Kind.TOO_LARGE, message);
    }
    // A 400 that is not a collector's own speaks of the way to it, not of a record.
    boolean collectors = AcknowledgementReader.errorMessage(answer.body()) != null;
    return Reply.of(status == 400 && collectors ? Kind.MALFORMED : Kind.REFUSED, message);
  }

  private static Reply acknowledgement(HttpResponse<byte[]> answer, int events) {
    try {
      return Reply.acknowledged(AcknowledgementReader.read(answer.body(), events));
    } catch (IOException e) {
      return Reply.of(
          Kind.UNAVAILABLE,
          "HTTP "
              + answer.statusCode()
              + " without an acknowledgement: "
              + AcknowledgementReader.shorten(String.valueOf(e.getMessage())));
    }
  }

  private static long retryAfterMillis(HttpResponse<byte[]> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .map(value -> RetryAfter.millis(value, Clock.systemUTC()))
        .orElse(0L);
  }

  private static String describe(HttpResponse<byte[]> answer) {
    String said = AcknowledgementReader.errorMessage(answer.body());
    String status = "HTTP " + answer.statusCode();
    if (answer.statusCode() / 100 == 3) {
      return status
          + " to "
          + answer.headers().firstValue("Location").orElse("nowhere")
          + " (redirects are not followed; set url to where the collector is)";
    }
    return said == null || said.isEmpty() ? status : status + ": " + said;
  }
}
