package io.audittrail.collector.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A status, headers and a JSON body, or a stream of another type.
 *
 * @param status the status
 * @param headers the headers besides those that every answer has
 * @param body JSON in UTF-8, or nothing; not copied, not to be changed
 * @param stream what is written instead of the body, as it comes; null if the body is all there is
 */
public record Answer(
    int status, Map<String, String> headers, byte[] body, @Nullable AnswerStream stream) {
  private static final byte[] NO_BODY = {};

  /** Makes an answer whose body is there already. */
  public Answer(int status, Map<String, String> headers, byte[] body) {
    this(status, headers, body, null);
  }

  /** Returns an answer to a request that is done piece by piece. */
  public static Answer streamed(String contentType, AnswerStream stream) {
    return new Answer(200, Map.of("Content-Type", contentType), NO_BODY, stream);
  }

  /** Returns an answer to a request that was done. */
  public static Answer ok(byte[] json) {
    return new Answer(200, Map.of(), json);
  }

  /** Returns contract A's answer to a request that was refused. */
  public static Answer error(int status, String message) {
    return ErrorForm.AUDIT_EVENTS.answer(status, message);
  }

  /** Returns this answer with one more header. */
  public Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body, stream);
  }
}
