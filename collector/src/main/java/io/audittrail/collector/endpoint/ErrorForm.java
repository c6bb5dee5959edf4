package io.audittrail.collector.endpoint;

import io.audittrail.collector.wire.WireJson;
import java.util.Map;

/** How the body of an error looks, which depends on the contract that the path belongs to. */
public enum ErrorForm {
  /** Contract A: {@code {"status": "error", "message": "…"}}. */
  AUDIT_EVENTS,
  /** Contract B: {@code {"message": "…"}}, for all that is under {@code /1/}. */
  APPLICATION_EVENTS;

  private static final String APPLICATION_EVENTS_ROOT = "/1";

  /**
   * Returns the form for a path.
   *
   * @param path the path below the base path, without repeated slashes
   */
  public static ErrorForm of(String path) {
    return path.equals(APPLICATION_EVENTS_ROOT) || path.startsWith(APPLICATION_EVENTS_ROOT + '/')
        ? APPLICATION_EVENTS
        : AUDIT_EVENTS;
  }

  /** Returns an error in this form. */
  public Answer answer(int status, String message) {
    return new Answer(
        status,
        Map.of(),
        WireJson.write(
            json -> {
              json.writeStartObject();
              if (this == AUDIT_EVENTS) {
                json.writeStringField("status", "error");
              }
              WireJson.writeText(json, "message", message);
              json.writeEndObject();
            }));
  }
}
