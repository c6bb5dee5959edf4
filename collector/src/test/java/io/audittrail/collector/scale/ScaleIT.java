package io.audittrail.collector.scale;

import static io.audittrail.collector.RunningCollector.INGEST;
import static io.audittrail.collector.RunningCollector.json;
import static io.audittrail.collector.RunningCollector.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.RunningCollector;
import io.audittrail.collector.access.Permission;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every question, asked of a store with many events, and compared with what must come out. */
class ScaleIT {
  private static final int LIMIT = 1_000;

  /** The recorded questions lie behind it. */
  private static final String WINDOW = "\"timestamp\":{\"maximum\":\"2022-01-01T00:00:00Z\"}";

  @TempDir static Path data;
  private static final GeneratedEvents EVENTS =
      new GeneratedEvents(Integer.getInteger("audit.scale.events", 20_000));
  private static RunningCollector collector;
  private static String token;

  @BeforeAll
  static void fill() throws Exception {
    collector = RunningCollector.start(data);
    token = collector.token((String) null, Permission.ADMIN);
    long start = System.nanoTime();
    for (byte[] body : EVENTS.bodies()) {
      assertThat(ok(collector.post(INGEST, token, body)).path("rejected")).isEmpty();
    }
    tell("ingest", EVENTS.size(), start);
  }

  @AfterAll
  static void stop() throws Exception {
    collector.close();
  }

  /** The figures are for people; nothing is decided by them. */
  private static void tell(String what, long events, long startNanos) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    System.out.printf("scale: %,9d events %,8d ms  %s%n", events, millis, what);
  }

  /** A filter and the numbers of the events that it must find. */
  private record Question(String filter, IntPredicate matches) {
    boolean descending() {
      return filter.contains("descending");
    }

    @Override
    public String toString() {
      return filter;
    }
  }

  static Stream<Question> questions() {
    int single = EVENTS.single();
    return Stream.of(
        new Question("", i -> true),
        new Question("'order':'descending'", i -> true),
        new Question("'event_types':['trigger_create']", i -> i % 4 == 0),
        new Question("'event_types':['trigger_create'],'order':'descending'", i -> i % 4 == 0),
        new Question("'categories':['authentication']", i -> i % 4 == 1 || i % 4 == 2),
        new Question("'outcome':'failure'", i -> i % 4 == 2),
        new Question("'outcome':'success','actor_user_ids':['user-1']", i -> i % 1_000 == 1),
        new Question(
            "'actor_user_ids':['user-7','user-900']", i -> i % 1_000 == 7 || i % 1_000 == 900),
        new Question("'actor_tenant_ids':['tenant-3'],'order':'descending'", i -> i % 10 == 3),
        new Question("'tenant_ids':['common'],'dataset_ids':['dataset-42']", i -> i % 100 == 42),
        new Question("'project_ids':['project-2']", i -> i % 7 == 2),
        new Question(
            "'project_ids':['project-2'],'actor_user_ids':['user-11']",
            i -> i % 7 == 2 && i % 1_000 == 11),
        new Question("'source_ids':['only']", i -> i == single),
        new Question("'trigger_ids':['only'],'project_ids':['all']", i -> i == single),
        new Question("'user_ids':['only'],'order':'descending'", i -> i == single),
        new Question("'user_ids':['nobody']", i -> false),
        new Question("'applications':['app-13']", i -> i % 20 == 13),
        new Question("'actor_user_ids':['user-5'],'text':'needle'", i -> i % 1_000 == 5),
        new Question("'text':'needle'", i -> i % 1_000 == 5),
        new Question("'attributes':{'n':17},'dataset_ids':['dataset-17']", i -> i % 100 == 17));
  }

  private static String filter(Question question) {
    String more = question.filter().replace('\'', '"');
    return "\"filter\":{" + WINDOW + (more.isEmpty() ? "" : "," + more) + "}";
  }

  @ParameterizedTest
  @MethodSource("questions")
  void query_walkedToTheEnd_hasWhatMatchesInOrder(Question question) {
    long start = System.nanoTime();
    String continuation = "null";
    int last = question.descending() ? EVENTS.size() : -1;
    long found = 0;
    do {
      JsonNode page =
          collector.query(
              token,
              "{\"limit\":%d,\"continuation\":%s,%s}"
                  .formatted(LIMIT, continuation, filter(question)));
      for (JsonNode event : page.path("audit_events")) {
        int number = GeneratedEvents.number(event.path("event_id").asText());
        assertThat(number).matches(question.matches()::test, "matches " + question);
        assertThat(question.descending() ? last - number : number - last).isPositive();
        last = number;
        found++;
      }
      continuation = page.path("continuation").toString();
    } while (!continuation.isEmpty());
    tell("query " + question, found, start);
    assertThat(found).isEqualTo(expected(question));
  }

  private static long expected(Question question) {
    return IntStream.range(0, EVENTS.size()).filter(question.matches()).count();
  }

  /** A text alone is looked for in every event, for which a count may take 20 seconds at most. */
  static Stream<Question> countable() {
    return questions().filter(question -> !question.filter().equals("'text':'needle'"));
  }

  @ParameterizedTest
  @MethodSource("countable")
  void count_isWhatMatches(Question question) {
    long start = System.nanoTime();
    JsonNode counted = count("\"bucket\":\"hour\",\"by\":\"type\"," + filter(question));
    tell("count " + question, counted.path("total").asLong(), start);
    assertThat(counted.path("total").asLong()).isEqualTo(expected(question));
    for (JsonNode group : counted.path("groups")) {
      String type = group.path("id").asText();
      assertThat(group.path("count").asLong())
          .isEqualTo(
              expected(
                  new Question(
                      "",
                      i -> question.matches().test(i) && GeneratedEvents.type(i).equals(type))));
    }
    long inBuckets = 0;
    for (JsonNode bucket : counted.path("buckets")) {
      inBuckets += bucket.path("count").asLong();
    }
    assertThat(inBuckets).isEqualTo(expected(question));
  }

  private static JsonNode count(String members) {
    return ok(collector.post(INGEST + "/count", token, "{" + members + "}"));
  }

  @Test
  void count_byMinute_goesByTheTimeThatIsShown() {
    JsonNode counted =
        count(
            "\"bucket\":\"minute\",\"filter\":{\"timestamp\":{\"maximum\":\"2021-01-01T00:03:00Z\"}}");
    // An event is in the minute of its second, rounded: the first has half a second less.
    int perSecond = (int) (1_000_000 / GeneratedEvents.STEP_MICROS);
    int halfSecond = perSecond / 2 + 1;
    assertThat(counted.path("buckets").path(0).path("count").asInt())
        .isEqualTo(60 * perSecond - perSecond + halfSecond);
    assertThat(counted.path("buckets").path(1).path("count").asInt()).isEqualTo(60 * perSecond);
  }

  @Test
  void eventById_isFoundWhereverItIs() {
    long start = System.nanoTime();
    for (int number : new int[] {0, EVENTS.size() / 2, EVENTS.size() - 1}) {
      String path = INGEST + "/id/" + GeneratedEvents.id(number);
      JsonNode found = ok(collector.send(collector.request(path, token).GET()));
      assertThat(found.path("audit_events")).hasSize(1);
      assertThat(found.path("audit_events").path(0).path("occurred_at").asText())
          .startsWith(GeneratedEvents.time(number).toString().substring(0, 19));
    }
    tell("three events by id", 3, start);
  }

  @Test
  void follow_fromTheBeginning_sendsEveryEventOnce() throws Exception {
    long start = System.nanoTime();
    boolean[] seen = new boolean[EVENTS.size()];
    int count = 0;
    HttpRequest.Builder request = collector.request(INGEST + "/follow?after=0", token);
    try (BufferedReader lines = lines(request)) {
      while (count < EVENTS.size()) {
        JsonNode event = json(nextLine(lines)).path("audit_events").path(0);
        if (event.has("n")) {
          int number = GeneratedEvents.number(event.path("event_id").asText());
          assertThat(seen[number]).isFalse();
          seen[number] = true;
          count++;
        }
      }
    }
    tell("follow", count, start);
  }

  @Test
  void export_hasEveryEventAndItsNumberAtTheEnd() throws Exception {
    long start = System.nanoTime();
    String body = "{\"format\":\"jsonl\",\"filter\":{" + WINDOW + "}}";
    HttpRequest.Builder request =
        collector
            .request(INGEST + "/export", token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    int next = 0;
    String last = "";
    try (BufferedReader lines = lines(request)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!last.isEmpty()) {
          assertThat(last).contains("\"" + GeneratedEvents.id(next) + "\"");
          next++;
        }
        last = line;
      }
    }
    tell("export", next, start);
    assertThat(json(last).path("exported").asInt()).isEqualTo(next).isEqualTo(EVENTS.size());
  }

  @Test
  void applicationEvents_walkedToTheEnd_areAllOfTheApplication() {
    long start = System.nanoTime();
    @Nullable String next = "/1/applications/app-3/events?reverse=true&end=1640995200";
    int last = EVENTS.size();
    int count = 0;
    while (next != null) {
      String path = next.startsWith("http") ? next.substring(next.indexOf("/1/")) : next;
      HttpResponse<String> answer = collector.send(collector.request(path, token).GET());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode page = json(answer.body());
      for (JsonNode event : page.path("data")) {
        int number = GeneratedEvents.number(event.path("event_id").asText());
        assertThat(number % 20).isEqualTo(3);
        assertThat(number).isLessThan(last);
        last = number;
        count++;
      }
      next = page.path("paging").path("next").asText(null);
    }
    tell("application events", count, start);
    assertThat(count).isEqualTo((int) expected(new Question("", i -> i % 20 == 3)));
  }

  private static BufferedReader lines(HttpRequest.Builder request) throws Exception {
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient()
            .send(
                request.timeout(Duration.ofMinutes(10)).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
  }

  private static String nextLine(BufferedReader lines) throws Exception {
    String line = lines.readLine();
    assertThat(line).isNotNull();
    return line.isEmpty() ? "{}" : line;
  }
}
