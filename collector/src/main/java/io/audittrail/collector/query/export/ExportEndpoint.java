package io.audittrail.collector.query.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.audittrail.collector.access.Token;
import io.audittrail.collector.endpoint.Answer;
import io.audittrail.collector.endpoint.AnswerStream.Piece;
import io.audittrail.collector.endpoint.Call;
import io.audittrail.collector.endpoint.Endpoint;
import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.http.PacedLog;
import io.audittrail.collector.query.answer.ReadRecorder;
import io.audittrail.collector.store.EventStore;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /api/v1/audit_events/export}: writes all events of a filter as one document, piece by
 * piece, and records that it began and how it ended.
 */
public final class ExportEndpoint implements Endpoint {
  private static final PacedLog LOG = new PacedLog(LoggerFactory.getLogger(ExportEndpoint.class));

  /** The most exports at one time. */
  private static final int MOST_AT_ONE_TIME = 4;

  private final EventStore store;
  private final ReadRecorder recorder;
  private final Executor readers;
  private final Semaphore places = new Semaphore(MOST_AT_ONE_TIME);

  /**
   * Makes an endpoint.
   *
   * @param readers on whose threads the store is read; it may refuse
   */
  public ExportEndpoint(EventStore store, Executor readers) {
    this.store = store;
    this.recorder = new ReadRecorder(store);
    this.readers = readers;
  }

  @Override
  public CompletionStage<Answer> answer(Call call) {
    Token token = call.requireToken();
    ExportRequest request = ExportRequestReader.read(call.body());
    return CompletableFuture.supplyAsync(() -> begin(token, request, call.executor()), readers);
  }

  /** Reads the first piece before the answer begins, so that a failure still has a status. */
  private Answer begin(Token token, ExportRequest request, Executor waiters) {
    if (!places.tryAcquire()) {
      throw new Refusal(503, MOST_AT_ONE_TIME + " exports are being made already");
    }
    boolean begun = false;
    try {
      Export export = new Export(store, token.tenant(), request);
      Piece first = export.piece();
      String id = recorder.record(token, json -> describe(json, "export", request, export));
      begun = true;
      Runnable end = () -> end(token, request, export, id);
      return Answer.streamed(
          request.format().form().contentType(),
          new ExportStream(export, first, readers, waiters, end));
    } finally {
      if (!begun) {
        places.release();
      }
    }
  }

  private void end(Token token, ExportRequest request, Export export, String begunAs) {
    places.release();
    try {
      recorder.record(
          token,
          json -> {
            describe(json, "export_end", request, export);
            json.writeStringField("export_event_id", begunAs);
            json.writeNumberField("exported", export.exported());
            json.writeBooleanField("complete", export.ended());
          });
    } catch (RuntimeException e) {
      LOG.warn("the end of an export could not be recorded", e);
    }
  }

  private static void describe(
      JsonGenerator json, String endpoint, ExportRequest request, Export export)
      throws IOException {
    json.writeStringField("endpoint", endpoint);
    json.writeStringField("format", request.format().label());
    json.writeFieldName("filter");
    json.writeRawValue(request.filter().json());
    json.writeNumberField("snapshot", export.snapshot());
  }
}
