package io.audittrail.collector.query.export;

import com.fasterxml.jackson.core.JsonParser;
import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.query.filter.QueryFilterReader;
import io.audittrail.collector.query.filter.RequestBody;
import io.audittrail.collector.query.filter.Values;
import io.audittrail.collector.wire.Quoted;
import java.io.IOException;

/** Reads the body of an export; a key whose value is null counts as absent. */
final class ExportRequestReader {
  private final QueryFilterReader filter = new QueryFilterReader();
  private ExportFormat format = ExportFormat.JSONL;

  private ExportRequestReader() {}

  /**
   * Reads a body.
   *
   * @throws Refusal with 400 if a key or a value is not allowed
   * @throws io.audittrail.collector.wire.MalformedBodyException if the body is malformed as a whole
   */
  static ExportRequest read(byte[] body) {
    ExportRequestReader reader = new ExportRequestReader();
    RequestBody.read(body, reader::member);
    return new ExportRequest(reader.format, reader.filter.filter());
  }

  private void member(String key, JsonParser parser) throws IOException {
    switch (key) {
      case "filter" -> filter.read(parser);
      case "format" -> format = format(Values.string(parser, key));
      default -> throw RequestBody.unknownKey(key, "format and filter");
    }
  }

  private static ExportFormat format(String name) {
    ExportFormat found = ExportFormat.find(name);
    if (found == null) {
      throw new Refusal(
          400, "format was " + Quoted.of(name) + ", allowed are " + ExportFormat.allowed());
    }
    return found;
  }
}
