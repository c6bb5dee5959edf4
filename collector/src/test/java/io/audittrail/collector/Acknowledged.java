package io.audittrail.collector;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static io.audittrail.collector.RunningCollector.INGEST;
import static io.audittrail.collector.RunningCollector.json;
import static io.audittrail.collector.RunningCollector.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.access.Permission;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends events to a collector whose disk has trouble, and knows which were acknowledged. */
final class Acknowledged {
  /** An event that takes some pages, so that a small disk is soon full. */
  private static final String LARGE = "\"text\":\"" + "0123456789".repeat(3_000) + '"';

  private final RunningCollector collector;
  private final String writer;
  private final String reader;
  private final List<String> ids = new ArrayList<>();
  private int next;
  private int asked;

  Acknowledged(RunningCollector collector) {
    this.collector = collector;
    this.writer = collector.token("t", Permission.AUDIT_WRITE);
    this.reader = collector.token("t", Permission.AUDIT_READ);
  }

  /** Sends a new event; returns the answer. */
  HttpResponse<String> send() {
    String id = "e-" + next++;
    HttpResponse<String> answer =
        collector.post(INGEST, writer, body(event(id, "2021-06-10T00:00:00Z", LARGE)));
    if (answer.statusCode() == 200) {
      assertThat(json(answer.body()).path("stored").asInt()).isEqualTo(1);
      ids.add(id);
    }
    return answer;
  }

  /** Sends events until one is refused, which must be with 503 and a time to come again. */
  void sendUntilRefused() {
    HttpResponse<String> answer = send();
    for (int i = 0; i < 10_000 && answer.statusCode() == 200; i++) {
      answer = send();
    }
    refused(answer, 503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
  }

  /** Asks for a page of events, which works whatever the disk does. */
  void requireAnswers() {
    String filter = "\"filter\":{\"event_types\":[\"get_datasets\"]}}";
    assertThat(collector.query(reader, "{\"limit\":10," + filter).path("audit_events"))
        .hasSize(Math.min(10, ids.size()));
    HttpResponse<String> count = collector.post(INGEST + "/count", reader, "{" + filter);
    assertThat(json(count.body()).path("total").asInt()).as(count.body()).isEqualTo(ids.size());
    HttpResponse<String> export =
        collector.post(INGEST + "/export", reader, "{\"format\":\"jsonl\"," + filter);
    assertThat(export.body().lines()).hasSize(ids.size() + 1);
    asked += 3;
  }

  /** Waits until each question that was answered is recorded, the end of each export too. */
  private void awaitRecords() {
    String filter = "{\"filter\":{\"event_types\":[\"audit_event_query\"]}}";
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    int expected = asked + asked / 3;
    boolean recorded = false;
    while (!recorded && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      HttpResponse<String> count = collector.post(INGEST + "/count", reader, filter);
      recorded = json(count.body()).path("total").asInt() >= expected;
      expected++; // the question itself
    }
    assertThat(recorded).as("each question is recorded").isTrue();
  }

  String readiness() {
    HttpResponse<String> ready = collector.send(collector.request("/readyz", null).GET());
    return ready.statusCode() == 200 ? "ready" : refused(ready, 503);
  }

  /** Each event that was acknowledged is there once, and the store is whole. */
  void requireAllOnce(Path data) throws Exception {
    awaitRecords();
    List<String> stored = new ArrayList<>();
    String continuation = "null";
    do {
      JsonNode page =
          collector.query(
              reader,
              "{\"filter\":{\"event_types\":[\"get_datasets\"]},\"continuation\":"
                  + continuation
                  + "}");
      page.path("audit_events").forEach(event -> stored.add(event.path("event_id").asText()));
      continuation = page.path("continuation").toString();
    } while (!continuation.isEmpty());
    assertThat(stored).containsAll(ids).doesNotHaveDuplicates();
    assertThat(collector.stop()).isEqualTo(143);
    Jar.Run verified = Jar.run("verify", "--data", data.toString());
    assertThat(verified.output()).as(verified.errors()).endsWith("whole\n");
  }
}
