package io.audittrail.collector.query;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.audittrail.collector.query.filter.QueryFilterReader;
import io.audittrail.collector.query.filter.RequestBody;
import io.audittrail.collector.query.filter.Values;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the body of a query; a key whose value is null counts as absent. */
final class QueryRequestReader {
  private int limit = QueryRequest.DEFAULT_LIMIT;
  private @Nullable String continuation;
  private final QueryFilterReader filter = new QueryFilterReader();

  private QueryRequestReader() {}

  /**
   * Reads a body.
   *
   * @throws io.audittrail.collector.endpoint.Refusal with 400 if a value is not allowed
   * @throws io.audittrail.collector.wire.MalformedBodyException if the body is malformed as a whole
   */
  static QueryRequest read(byte[] body) {
    QueryRequestReader reader = new QueryRequestReader();
    RequestBody.read(body, reader::member);
    return new QueryRequest(reader.limit, reader.continuation, reader.filter.filter());
  }

  private void member(String key, JsonParser parser) throws IOException {
    switch (key) {
      case "limit" -> limit = limit(parser);
      case "continuation" -> continuation = Values.string(parser, key);
      case "filter" -> filter.read(parser);
      default -> parser.skipChildren();
    }
  }

  private static int limit(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw Values.wrong(parser, "limit", "an integer of at least 1");
    }
    String digits = parser.getText();
    if (digits.startsWith("-") || digits.equals("0")) {
      throw Values.wrong(parser, "limit", "an integer of at least 1");
    }
    boolean most = digits.length() > 9 || Integer.parseInt(digits) > QueryRequest.MAX_LIMIT;
    return most ? QueryRequest.MAX_LIMIT : Integer.parseInt(digits);
  }
}
