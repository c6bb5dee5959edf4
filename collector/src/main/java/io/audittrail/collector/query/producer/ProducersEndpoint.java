package io.audittrail.collector.query.producer;

import io.audittrail.collector.access.Token;
import io.audittrail.collector.endpoint.Answer;
import io.audittrail.collector.endpoint.Call;
import io.audittrail.collector.endpoint.Endpoint;
import io.audittrail.collector.endpoint.Parameters;
import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.query.answer.ReadRecorder;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.producer.ProducerNumber;
import io.audittrail.collector.store.producer.ProducerPage;
import io.audittrail.collector.store.producer.ProducerRequest;
import io.audittrail.collector.wire.Quoted;
import io.audittrail.collector.wire.WireJson;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/v1/producers}: answers which numbers of producers were seen and which are
 * missing, and records that it was asked.
 */
public final class ProducersEndpoint implements Endpoint {
  private static final int DEFAULT_LIMIT = 128;
  private static final int MAX_LIMIT = 1_000;
  private static final Pattern LIMIT = Pattern.compile("0*[1-9][0-9]*");

  private final EventStore store;
  private final ReadRecorder recorder;
  private final Executor executor;

  /**
   * Makes an endpoint.
   *
   * @param executor on whose threads the store is read; it may refuse
   */
  public ProducersEndpoint(EventStore store, Executor executor) {
    this.store = store;
    this.recorder = new ReadRecorder(store);
    this.executor = executor;
  }

  @Override
  public CompletionStage<Answer> answer(Call call) {
    Token token = call.requireToken();
    Parameters parameters = call.target().parameters();
    ProducerRequest request =
        new ProducerRequest(
            token.tenant(),
            after(parameters.single("after")),
            limit(parameters.single("limit")),
            gaps(parameters.single("gaps")));
    return CompletableFuture.supplyAsync(() -> answer(token, request), executor);
  }

  private static @Nullable String after(@Nullable String text) {
    if (text != null && text.length() > ProducerNumber.MAX_PRODUCER_LENGTH) {
      throw new Refusal(
          400,
          "after had "
              + text.length()
              + " characters, allowed are at most "
              + ProducerNumber.MAX_PRODUCER_LENGTH);
    }
    return text;
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    if (!LIMIT.matcher(text).matches()) {
      throw new Refusal(
          400, "limit was " + Quoted.of(text) + ", allowed is an integer of at least 1");
    }
    String digits = text.replaceFirst("^0+", "");
    return digits.length() > 4 ? MAX_LIMIT : Math.min(MAX_LIMIT, Integer.parseInt(digits));
  }

  private static boolean gaps(@Nullable String text) {
    if (text != null && !text.equals("true") && !text.equals("false")) {
      throw new Refusal(400, "gaps was " + Quoted.of(text) + ", allowed are true and false");
    }
    return "true".equals(text);
  }

  private Answer answer(Token token, ProducerRequest request) {
    ProducerPage page = store.producers(request);
    recorder.record(
        token,
        json -> {
          json.writeStringField("endpoint", "producers");
          json.writeNumberField("limit", request.limit());
          String after = request.after();
          if (after != null) {
            WireJson.writeText(json, "after", after);
          }
          json.writeBooleanField("gaps", request.gapsOnly());
          json.writeNumberField("returned", page.producers().size());
        });
    return Answer.ok(WireJson.write(new ProducersAnswer(page)));
  }
}
