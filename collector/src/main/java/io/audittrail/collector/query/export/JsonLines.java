package io.audittrail.collector.query.export;

import io.audittrail.collector.query.answer.PageWriter;
import io.audittrail.collector.query.answer.SideTables;
import io.audittrail.collector.store.StoredEvent;
import io.audittrail.collector.wire.WireJson;
import java.util.Arrays;

/** Each event as an ingest body of its own, on one line. */
final class JsonLines implements ExportForm {
  @Override
  public String contentType() {
    return "application/x-ndjson";
  }

  @Override
  public byte[] head() {
    return new byte[0];
  }

  @Override
  public byte[] event(StoredEvent event, SideTables tables) {
    return line(PageWriter.line(event, tables));
  }

  @Override
  public byte[] tail(long exported) {
    return end(exported);
  }

  /** Returns the last line of a document of JSON lines. */
  static byte[] end(long exported) {
    return line(
        WireJson.write(
            json -> {
              json.writeStartObject();
              json.writeStringField("status", "ok");
              json.writeNumberField("exported", exported);
              json.writeEndObject();
            }));
  }

  static byte[] line(byte[] json) {
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }
}
