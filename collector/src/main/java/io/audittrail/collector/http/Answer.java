package io.audittrail.collector.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A status, headers and a JSON body.
 *
 * @param status the status
 * @param headers the headers besides those that every answer has
 * @param body JSON in UTF-8, or nothing; not copied, not to be changed
 */
public record Answer(int status, Map<String, String> headers, byte[] body) {
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
    return new Answer(status, more, body);
  }
}
