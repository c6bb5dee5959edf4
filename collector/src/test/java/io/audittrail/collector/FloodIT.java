package io.audittrail.collector;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static io.audittrail.collector.RunningCollector.INGEST;
import static io.audittrail.collector.RunningCollector.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.collector.access.Permission;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More large requests at one time than fit into a heap as small as is documented. */
@Tag("long")
class FloodIT {
  private static final int HEAP_MEBIBYTES = 128;
  private static final int REQUESTS = 60;

  @TempDir Path data;
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  @ParameterizedTest
  @CsvSource({"9000, 1", "40, 100000"})
  void flood_ofManyConnections_isRefusedInPartAndStoresWhatWasAcknowledged(int events, int length)
      throws Exception {
    String text = "\"text\":\"" + "x".repeat(length) + '"';
    try (RunningCollector collector = RunningCollector.startWithHeap(data, HEAP_MEBIBYTES)) {
      String token = collector.token((String) null, Permission.ADMIN);
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      List<CompletableFuture<?>> answers = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        String body = large(i, events, text);
        HttpRequest request =
            collector
                .request(INGEST, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        answers.add(
            client
                .sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenAccept(answer -> note(answer, events)));
      }
      CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(120, TimeUnit.SECONDS);
      assertThat(refused).as("requests that were refused").hasPositiveValue();
      assertThat(collector.errors()).doesNotContain("OutOfMemoryError", "ERROR");
      assertThat(
              json(collector
                      .post(
                          INGEST + "/count",
                          token,
                          "{\"filter\":{\"event_types\":[\"get_datasets\"]}}")
                      .body())
                  .path("total")
                  .asInt())
          .isEqualTo(acknowledged.get())
          .isPositive();
    }
  }

  private static String large(int request, int count, String text) {
    String[] events = new String[count];
    for (int i = 0; i < count; i++) {
      events[i] =
          event(
              "e-" + request + "-" + i,
              "2021-06-10T00:00:00Z",
              text,
              "\"tenant_ids\":[\"t1\",\"t2\"]");
    }
    return body(events);
  }

  private void note(HttpResponse<String> answer, int events) {
    if (answer.statusCode() == 200) {
      assertThat(json(answer.body()).path("stored").asInt()).isEqualTo(events);
      acknowledged.addAndGet(events);
    } else {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      refused.incrementAndGet();
    }
  }
}
