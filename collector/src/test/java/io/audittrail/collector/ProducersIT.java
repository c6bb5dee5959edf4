package io.audittrail.collector;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static io.audittrail.collector.RunningCollector.ok;
import static io.audittrail.collector.RunningCollector.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.access.Permission;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET /api/v1/producers}, and the numbers that come in with events. */
class ProducersIT {
  private static final String PRODUCERS = "/api/v1/producers";

  @TempDir Path data;
  private RunningCollector collector;
  private String admin;

  @BeforeEach
  void start() throws Exception {
    collector = RunningCollector.start(data);
    admin = collector.token((String) null, Permission.ADMIN);
  }

  @AfterEach
  void stop() throws Exception {
    collector.close();
  }

  private static String numbered(String producer, int number) {
    return numbered("n" + number, producer, number);
  }

  private static String numbered(String id, String producer, long number) {
    return event(
        id,
        "2026-01-01T00:00:00Z",
        "\"producer\":\"" + producer + "\",\"producer_sequence\":" + number);
  }

  private static String end(String producer, String last) {
    return "{\"audit_events\":[],\"producers\":[{\"producer\":\"%s\",\"last_sequence\":%s}]}"
        .formatted(producer, last);
  }

  private HttpResponse<String> get(String token, String query) {
    return collector.send(collector.request(PRODUCERS + query, token).GET());
  }

  private JsonNode only(String token, String query) {
    JsonNode producers = ok(get(token, query)).path("producers");
    assertThat(producers).hasSize(1);
    return producers.get(0);
  }

  private static List<String> gaps(JsonNode producer) {
    List<String> gaps = new ArrayList<>();
    for (JsonNode gap : producer.path("missing_ranges")) {
      gaps.add(gap.path("first").asText() + "-" + gap.path("last").asText());
    }
    return gaps;
  }

  @Test
  void eventEmittedTwice_hasTwoNumbersAndIsADuplicate() {
    String twice = body(numbered("twice", "orders/2", 1), numbered("twice", "orders/2", 2));
    JsonNode answer = collector.ingest(admin, twice);
    assertThat(answer.path("stored").asInt()).isEqualTo(1);
    assertThat(answer.path("duplicates").asInt()).isEqualTo(1);
    assertThat(answer.path("rejected")).isEmpty();
  }

  @Test
  void eventOfTheLargestSize_isTakenWithItsNumber() {
    String plain = event("large", "2026-01-01T00:00:00Z", "\"x\":\"\"");
    String filled = "\"x\":\"" + "y".repeat(256 * 1024 - plain.length()) + "\"";
    String number = "\"producer\":\"orders/large\",\"producer_sequence\":1";
    String large = event("large", "2026-01-01T00:00:00Z", filled, number);
    assertThat(collector.ingest(admin, body(large)).path("stored").asInt()).isEqualTo(1);
    String larger = event("larger", "2026-01-01T00:00:00Z", filled, number.replace(":1", ":2"));
    assertThat(collector.ingest(admin, body(larger)).path("rejected")).hasSize(1);
  }

  @Test
  void numbers_withAGapAndAnEnd_areAnswered() {
    collector.ingest(admin, body(numbered("o/1", 1), numbered("o/1", 2), numbered("o/1", 5)));
    collector.ingest(admin, end("o/1", "7"));

    JsonNode producer = only(admin, "?gaps=true");

    assertThat(producer.path("producer").asText()).isEqualTo("o/1");
    assertThat(producer.path("tenant_id").isNull()).isTrue();
    assertThat(producer.path("first_seen_sequence").asInt()).isEqualTo(1);
    assertThat(producer.path("last_seen_sequence").asInt()).isEqualTo(5);
    assertThat(producer.path("seen").asInt()).isEqualTo(3);
    assertThat(producer.path("closed").asBoolean()).isTrue();
    assertThat(producer.path("last_sequence").asInt()).isEqualTo(7);
    assertThat(producer.path("missing").asInt()).isEqualTo(4);
    assertThat(gaps(producer)).containsExactly("3-4", "6-7");
  }

  @Test
  void numberOfAnotherEvent_isRejectedByName_andTheFirstStays() {
    collector.ingest(admin, body(numbered("first", "o/1", 1)));

    JsonNode answer = collector.ingest(admin, body(numbered("other", "o/1", 1)));

    assertThat(answer.path("stored").asInt()).isZero();
    assertThat(answer.path("rejected").get(0).path("event_id").asText()).isEqualTo("other");
    assertThat(answer.path("rejected").get(0).path("message").asText())
        .isEqualTo("conflict: producer_sequence 1 of \"o/1\" is another event's");
    assertThat(only(admin, "").path("conflicts").asInt()).isEqualTo(1);
    JsonNode page = collector.query(admin, "{\"filter\":{\"event_types\":[\"get_datasets\"]}}");
    assertThat(page.path("audit_events")).hasSize(1);
    assertThat(page.path("audit_events").get(0).path("event_id").asText()).isEqualTo("first");
  }

  @Test
  void rejectedEvents_areSeenAndNotMissing_andMayComeAgain() {
    String bad = numbered("bad id", "o/1", 2);
    JsonNode answer = collector.ingest(admin, body(numbered("o/1", 1), bad, numbered("o/1", 3)));
    assertThat(answer.path("rejected")).hasSize(1);
    assertThat(only(admin, "").path("missing").asInt()).isZero();
    assertThat(only(admin, "").path("refused").asInt()).isEqualTo(1);

    answer = collector.ingest(admin, body(numbered("o/1", 1), numbered("o/1", 2)));

    assertThat(answer.path("stored").asInt()).isEqualTo(1);
    assertThat(answer.path("duplicates").asInt()).isEqualTo(1);
    assertThat(only(admin, "").path("refused").asInt()).isZero();
  }

  @Test
  void batchesInAnyOrder_withKillsInBetween_loseNothingThatWasAnswered() throws Exception {
    Random random = new Random(11);
    List<Integer> starts =
        new ArrayList<>(IntStream.range(0, 12).mapToObj(b -> b * 7 + 1).toList());
    Collections.shuffle(starts, random);
    TreeSet<Integer> sent = new TreeSet<>();
    for (int start : starts.subList(0, 10)) {
      List<String> events = new ArrayList<>();
      IntStream.range(start, start + 7)
          .peek(sent::add)
          .forEach(number -> events.add(numbered("o/1", number)));
      collector.ingest(admin, body(events.toArray(String[]::new)));
      if (random.nextInt(4) == 0) {
        kill();
        // A client that did not hear the answer sends the batch again.
        assertThat(collector.ingest(admin, body(events.toArray(String[]::new))).path("duplicates"))
            .hasToString("7");
      }
    }
    kill();

    JsonNode producer = only(admin, "");
    TreeSet<Integer> missing = new TreeSet<>();
    for (JsonNode gap : producer.path("missing_ranges")) {
      IntStream.rangeClosed(gap.path("first").asInt(), gap.path("last").asInt())
          .forEach(missing::add);
    }
    TreeSet<Integer> expected = new TreeSet<>(IntStream.range(1, sent.last()).boxed().toList());
    expected.removeAll(sent);
    assertThat(producer.path("seen").asInt()).isEqualTo(70);
    assertThat(missing).isEqualTo(expected);
  }

  private void kill() throws Exception {
    collector.process().destroyForcibly();
    assertThat(collector.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    collector = RunningCollector.start(data);
  }

  @Test
  void tenants_seeTheirOwnProducersAlone() {
    String bound = collector.token("t", Permission.ADMIN);
    String other = collector.token("x", Permission.ADMIN);
    collector.ingest(bound, body(numbered("mine", "o/1", 1)));
    collector.ingest(admin, body(numbered("theirs", "o/1", 1)));

    assertThat(only(bound, "").path("tenant_id").asText()).isEqualTo("t");
    assertThat(ok(get(other, "")).path("producers")).isEmpty();
    assertThat(ok(get(admin, "?limit=1")).path("producers")).hasSize(2);
    String writer = collector.token("t", Permission.AUDIT_WRITE);
    assertThat(refused(get(writer, ""), 403)).contains("audit-read");
    assertThat(refused(get("none", ""), 401)).isNotBlank();
  }

  @Test
  void answer_isRecordedAsARead() {
    ok(get(admin, "?limit=5&after=a&gaps=true"));

    JsonNode page =
        collector.query(admin, "{\"filter\":{\"attributes\":{\"endpoint\":\"producers\"}}}");

    JsonNode event = page.path("audit_events").get(0);
    assertThat(event.path("event_type").asText()).isEqualTo("audit_event_query");
    assertThat(event.path("limit").asInt()).isEqualTo(5);
    assertThat(event.path("after").asText()).isEqualTo("a");
    assertThat(event.path("gaps").asBoolean()).isTrue();
    assertThat(event.path("returned").asInt()).isZero();
  }

  @Test
  void numbersThatCannotBeKept_areAttributesAlone() {
    String both = "\"producer\":\"o/1\",\"producer_sequence\":";
    JsonNode answer =
        collector.ingest(
            admin,
            body(
                event("a", "2026-01-01T00:00:00Z", both + "0"),
                event("b", "2026-01-01T00:00:00Z", both + "0"),
                event("c", "2026-01-01T00:00:00Z", both + "-3"),
                event("d", "2026-01-01T00:00:00Z", both + "123456789012345678901234567890"),
                event("e", "2026-01-01T00:00:00Z", "\"producer\":\"o/1\""),
                event("f", "2026-01-01T00:00:00Z", "\"producer_sequence\":1")));

    assertThat(answer.path("stored").asInt()).isEqualTo(6);
    assertThat(ok(get(admin, "")).path("producers")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 'last_sequence was -1, allowed are 0 to 9007199254740991'",
    "9007199254740992, 'last_sequence was 9007199254740992, allowed are 0 to 9007199254740991'",
    "1.5, 'last_sequence was 1.5, allowed is an integer'",
    "null, 'last_sequence was missing, required is an integer'"
  })
  void endThatIsNone_isLeftOut(String last, String message) {
    JsonNode answer = collector.ingest(admin, end("o/1", last));

    JsonNode left = answer.path("rejected_resources").get(0);
    assertThat(left.path("table").asText()).isEqualTo("producers");
    assertThat(left.path("message").asText()).isEqualTo(message);
    assertThat(ok(get(admin, "")).path("producers")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "?limit=0, limit",
    "?limit=x, limit",
    "?gaps=1, gaps",
    "?gaps=true&gaps=true, gaps",
  })
  void parameter_thatIsNone_isRefused(String query, String name) {
    assertThat(refused(get(admin, query), 400)).startsWith(name + " ");
  }
}
