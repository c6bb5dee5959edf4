package io.audittrail.collector.query.filter;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.wire.Quoted;
import io.audittrail.collector.wire.WireJson;
import java.io.IOException;

/** Goes through the members of a question's body; one whose value is null counts as absent. */
public final class RequestBody {
  private RequestBody() {}

  /** Reads one member. */
  @FunctionalInterface
  public interface MemberReader {
    /** Reads the value at which the parser is, to its end. */
    void read(String key, JsonParser parser) throws IOException;
  }

  /**
   * Reads a body.
   *
   * @throws io.audittrail.collector.wire.MalformedBodyException if the body is malformed as a whole
   */
  public static void read(byte[] body, MemberReader reader) {
    WireJson.read(
        body,
        parser -> {
          while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
              reader.read(key, parser);
            }
          }
          return reader;
        });
  }

  /** Returns the refusal of a key that has no meaning. */
  public static Refusal unknownKey(String key, String allowed) {
    return new Refusal(
        400, "the body had the unknown key " + Quoted.of(key) + ", allowed are " + allowed);
  }
}
