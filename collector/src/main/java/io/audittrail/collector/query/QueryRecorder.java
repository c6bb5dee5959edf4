package io.audittrail.collector.query;

import io.audittrail.collector.access.Token;
import io.audittrail.collector.query.answer.ReadRecorder;
import io.audittrail.collector.wire.WireJson;

/** Records queries of contract A. */
final class QueryRecorder {
  private final ReadRecorder recorder;

  QueryRecorder(ReadRecorder recorder) {
    this.recorder = recorder;
  }

  /**
   * Hands the record of a query to the next commit, without waiting for it; throws what {@link
   * ReadRecorder#record} throws.
   */
  void record(Token token, QueryRequest request, int returned) {
    recorder.record(token, members(request, returned));
  }

  private static WireJson.Writer members(QueryRequest request, int returned) {
    return json -> {
      json.writeFieldName("filter");
      json.writeRawValue(request.filter().json());
      json.writeNumberField("limit", request.limit());
      json.writeBooleanField("continued", request.continuation() != null);
      json.writeNumberField("returned", returned);
    };
  }
}
