package io.audittrail.collector;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static io.audittrail.collector.RunningCollector.INGEST;
import static io.audittrail.collector.RunningCollector.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.access.Permission;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract A's intake, sentence by sentence. */
class IngestIT {
  private static final String TIME = "2021-01-01T00:00:00Z";
  private static final AtomicInteger IDS = new AtomicInteger();

  @TempDir static Path data;
  private static RunningCollector collector;
  private static String admin;

  @BeforeAll
  static void start() throws Exception {
    collector = RunningCollector.start(data);
    admin = collector.token((String) null, Permission.ADMIN);
  }

  @AfterAll
  static void stop() throws Exception {
    collector.close();
  }

  private static String id() {
    return "e" + IDS.incrementAndGet();
  }

  @Test
  void answer_countsWhatWasStoredKnownAndRejected() {
    String a = id();
    String b = id();
    String first = body(event(a, TIME, "\"n\":1"));
    assertThat(collector.post(INGEST, admin, first).body())
        .isEqualTo("{\"status\":\"ok\",\"stored\":1,\"duplicates\":0,\"rejected\":[]}");
    JsonNode answer =
        collector.ingest(
            admin,
            body(
                event(a, TIME, "\"n\":1"),
                event(a, TIME, "\"n\":2"),
                event(b, TIME),
                event("no good", TIME),
                event(b, TIME)));
    assertThat(answer.path("stored").asInt()).isEqualTo(1);
    assertThat(answer.path("duplicates").asInt()).isEqualTo(2);
    assertThat(answer.path("rejected")).hasSize(2);
    JsonNode conflict = answer.path("rejected").path(0);
    assertThat(conflict.path("index").asInt()).isEqualTo(1);
    assertThat(conflict.path("event_id").asText()).isEqualTo(a);
    assertThat(conflict.path("message").asText()).contains("conflict");
    JsonNode bad = answer.path("rejected").path(1);
    assertThat(bad.path("index").asInt()).isEqualTo(3);
    assertThat(bad.path("event_id").isNull()).isTrue();
    assertThat(bad.path("message").asText()).contains("event_id", "no good", "[A-Za-z0-9_.-]");
    assertThat(answer.has("rejected_resources")).isFalse();
  }

  @Test
  void sameIdAtAnotherTime_isAnotherEvent() {
    String id = id();
    collector.ingest(admin, body(event(id, TIME)));
    assertThat(
            collector
                .ingest(admin, body(event(id, "2021-01-01T00:00:00.000001Z")))
                .path("stored")
                .asInt())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 | event was 5, allowed is an object",
        "null | event was null",
        "[[{}]] | event was an array",
        "{} | event_id was missing",
        "{\"event_id\":null} | event_id was missing",
        "{\"event_id\":5} | event_id was 5, allowed is a string",
        "{\"event_id\":\"\"} | event_id was \"\"",
        "{\"event_id\":\"%65\"} | event_id was",
        "{\"event_id\":\"\\ud83d\\ude00\"} | event_id was",
        "{\"event_id\":\"\\ud83d\"} | event_id was",
        "{\"event_id\":\"x\"} | event_type was missing",
        "{\"event_id\":\"x\",\"event_type\":\"a b\"} | event_type was \"a b\"",
        "{\"event_id\":\"x\",\"event_type\":\"a\"} | occurred_at and timestamp were missing",
        "E,\"occurred_at\":null,\"timestamp\":null} | occurred_at and timestamp were missing",
        "E,\"occurred_at\":5} | occurred_at was 5",
        "E,\"timestamp\":5} | timestamp was 5",
        "E,\"timestamp\":\"2021\"} | timestamp was \"2021\"",
        "E,\"occurred_at\":\"bad\",\"timestamp\":\"2021-01-01T00:00:00Z\"} | occurred_at was \"bad\"",
        "E,\"timestamp\":\"1969-12-31T23:59:59.999999Z\"} | 1970",
        "E,\"timestamp\":\"9999-12-31T23:59:59.5Z\"} | 9999",
        "E,\"timestamp\":\"+10000-01-01T00:00:00Z\"} | 9999",
        "E,\"timestamp\":\"-9999999999-01-01T00:00:00Z\"} | 1970",
        "E,\"timestamp\":\"+9999999999-01-01T00:00:00Z\"} | 9999",
        "E,\"timestamp\":\"2021-01-01T00:00:00Z\"} | actor_user_id was missing",
        "F,\"actor_user_id\":null} | actor_user_id was missing",
        "F,\"actor_user_id\":\"\"} | actor_user_id was empty",
        "F,\"actor_user_id\":true} | actor_user_id was true",
        "F,\"actor_user_id\":\"%513\"} | actor_user_id had 513 characters",
        "F,\"actor_user_id\":\"\\udc00\"} | half of a surrogate pair",
        "F,\"actor_user_id\":\"u\"} | actor_tenant_id was missing",
        "F,\"actor_user_id\":\"u\",\"tenant_ids\":[]} | actor_tenant_id was missing",
        "G,\"tenant_ids\":\"t\"} | tenant_ids was \"t\", allowed is an array of strings",
        "G,\"tenant_ids\":[\"t\",5]} | tenant_ids[1] was 5",
        "G,\"tenant_ids\":[\"t\",null]} | tenant_ids[1] was null",
        "G,\"dataset_ids\":[[\"t\",{}],\"a\"]} | dataset_ids[0] was an array",
        "G,\"dataset_ids\":{\"a\":[1]}} | dataset_ids was an object",
        "G,\"source_ids\":[\"\"]} | source_ids[0] was empty",
        "G,\"user_ids\":[\"a\\ud800\"]} | user_ids[0] was \"a\\ud800\"",
        "G,\"application_id\":[\"a\"]} | application_id was an array",
        "G,\"producer\":5} | producer was 5",
        "G,\"producer_sequence\":\"5\"} | producer_sequence was \"5\"",
        "G,\"producer_sequence\":5.0} | producer_sequence was 5.0",
        "G,\"\":5} | a key had 0 characters",
        "G,\"%129\":5} | a key had 129 characters",
        "G,\"deep\":[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]} | \"deep\" was nested deeper than 16",
        "G,\"x\":\"%262200\"} | allowed are at most 262144",
      })
  void badEvent_isRejectedAlone(String template, String reason) {
    String bad =
        expand(template)
            .replaceFirst("^G", "F,\"actor_user_id\":\"u\",\"actor_tenant_id\":\"t\"")
            .replaceFirst("^F", "E,\"timestamp\":\"2021-01-01T00:00:00Z\"")
            .replaceFirst("^E", "{\"event_id\":\"x\",\"event_type\":\"a\"");
    JsonNode answer = collector.ingest(admin, body(event(id(), TIME), bad, event(id(), TIME)));
    assertThat(answer.path("stored").asInt()).isEqualTo(2);
    assertThat(answer.path("rejected")).hasSize(1);
    assertThat(answer.path("rejected").path(0).path("index").asInt()).isEqualTo(1);
    assertThat(answer.path("rejected").path(0).path("message").asText()).contains(reason);
  }

  /** Replaces %n by n times the letter x. */
  private static String expand(String template) {
    java.util.regex.Matcher count = java.util.regex.Pattern.compile("%(\\d+)").matcher(template);
    return count.replaceAll(match -> "x".repeat(Integer.parseInt(match.group(1))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"user_ids\":null",
        "\"application_id\":null",
        "\"producer\":null,\"producer_sequence\":null",
        "\"timestamp\":5",
        "\"timestamp\":\"bad\"",
        "\"timestamp\":{\"a\":[1,{\"b\":2}]}",
        "\"deep\":[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]",
        "\"n\":1e400,\"m\":-0,\"l\":0.000,\"k\":123456789012345678901234567890",
        "\"s\":\"\\u0000\\ud800\\n\"",
        "\"\\u0000\":1",
        "\"actor\":{\"event_id\":1},\"audit_events\":[]",
        "\"producer_sequence\":123456789012345678901234567890",
      })
  void unusualEvent_isStored_andIsADuplicateWhenItComesBack(String members) {
    String event = event(id(), TIME, members);
    assertThat(collector.ingest(admin, body(event)).path("stored").asInt()).isEqualTo(1);
    assertThat(collector.ingest(admin, body(event)).path("duplicates").asInt()).isEqualTo(1);
  }

  @Test
  void hugeNumber_ofManyDigits_isKept() {
    String id = id();
    String digits = "9".repeat(20_000);
    String event = event(id, "2021-03-03T00:00:00Z", "\"n\":" + digits);
    assertThat(collector.ingest(admin, body(event)).path("stored").asInt()).isEqualTo(1);
    HttpResponse<String> page =
        collector.post(
            RunningCollector.QUERY,
            admin,
            "{\"filter\":{\"timestamp\":{\"minimum\":\"2021-03-03T00:00:00Z\","
                + "\"maximum\":\"2021-03-03T00:00:01Z\"}}}");
    assertThat(page.body()).contains("\"n\":" + digits + ",");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | empty",
        "[] | no object",
        "{} | audit_events was missing",
        "{\"audit_events\":null} | audit_events was no array",
        "{\"audit_events\":{}} | audit_events was no array",
        "{\"audit_events\":[],\"users\":{}} | users was no array",
        "{\"audit_events\":[],\"triggers\":5} | triggers was no array",
        "{\"audit_events\":[GOOD | column",
        "{\"audit_events\":[GOOD] | column",
        "{\"audit_events\":[GOOD]}} | column",
        "{\"audit_events\":[GOOD]} x | column",
        "{\"audit_events\":[GOOD]}{} | something follows",
        "{\"audit_events\":[GOOD,]} | column",
        "{\"audit_events\":[GOOD],\"audit_events\":[]} | Duplicate",
        "{\"audit_events\":[GOOD,{\"a\":1,\"a\":2}]} | Duplicate",
        "{\"audit_events\":[GOOD,{\"a\":{\"b\":1,\"b\":2}}]} | Duplicate",
        "{\"audit_events\":[GOOD,{\"a\":'x'}]} | column",
        "{\"audit_events\":[GOOD,{\"a\":NaN}]} | column",
        "{\"audit_events\":[GOOD,{\"a\":01}]} | column",
        "{\"audit_events\":[GOOD,{\"a\":\"\\x\"}]} | column",
        "{\"audit_events\":[GOOD] /* c */} | column",
      })
  void malformedBody_storesNothing_andSaysWhere(String template, String reason) {
    String good = event(id(), TIME);
    String message = refused(collector.post(INGEST, admin, template.replace("GOOD", good)), 400);
    assertThat(message).contains(reason, "line 1, column");
    assertThat(collector.ingest(admin, body(good)).path("stored").asInt()).isEqualTo(1);
  }

  @Test
  void malformedBody_namesLineAndColumn() {
    String body = "{\n \"audit_events\": [\n  {]\n}";
    assertThat(refused(collector.post(INGEST, admin, body), 400)).contains("line 3, column 4");
  }

  @Test
  void bytesThatAreNotUtf8_areMalformed() {
    String good = body(event(id(), TIME, "\"s\":\"X\""));
    byte[][] bad = {
      {(byte) 0xFF},
      {(byte) 0xC0, (byte) 0x80},
      {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
      {(byte) 0xE2, (byte) 0x82},
      {0},
      {1},
      {'\n'},
    };
    for (byte[] bytes : bad) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      int at = good.indexOf('X');
      body.writeBytes(good.substring(0, at).getBytes(StandardCharsets.UTF_8));
      body.writeBytes(bytes);
      body.writeBytes(good.substring(at + 1).getBytes(StandardCharsets.UTF_8));
      assertThat(refused(collector.post(INGEST, admin, body.toByteArray()), 400))
          .contains("column");
    }
    for (java.nio.charset.Charset other :
        new java.nio.charset.Charset[] {
          StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE
        }) {
      refused(collector.post(INGEST, admin, good.getBytes(other)), 400);
    }
    byte[] withMark = ("\uFEFF" + good).getBytes(StandardCharsets.UTF_8);
    assertThat(RunningCollector.ok(collector.post(INGEST, admin, withMark)).path("stored").asInt())
        .isEqualTo(1);
  }

  @Test
  void deepNesting_isMalformed() {
    String deep = "{\"audit_events\":[{\"a\":" + "[".repeat(100_000);
    assertThat(refused(collector.post(INGEST, admin, deep), 400)).contains("nested deeper than");
    String inIgnored = "{\"audit_events\":[],\"x\":" + "{\"a\":".repeat(5_000);
    assertThat(refused(collector.post(INGEST, admin, inIgnored), 400))
        .contains("nested deeper than");
  }

  @Test
  void bodyOfTooManyParts_isRefused() {
    String keys =
        java.util.stream.IntStream.range(0, 500_001)
            .mapToObj(i -> "\"" + Integer.toString(i, 36) + "\":1")
            .collect(java.util.stream.Collectors.joining(","));
    assertThat(refused(collector.post(INGEST, admin, "{\"audit_events\":[{" + keys + "}]}"), 400))
        .contains("more than 1000000 keys and values");
    String entries = "{\"audit_events\":[],\"users\":[" + "1,".repeat(100_000) + "1]}";
    assertThat(refused(collector.post(INGEST, admin, entries), 413)).contains("100000 entries");
  }

  @Test
  void tooMuch_isRefusedWith413() {
    String many = "{\"audit_events\":[" + "1,".repeat(10_000) + "1]}";
    assertThat(refused(collector.post(INGEST, admin, many), 413)).contains("10000");
    byte[] large = new byte[8 * 1024 * 1024 + 1];
    java.util.Arrays.fill(large, (byte) ' ');
    assertThat(refused(collector.post(INGEST, admin, large), 413)).contains("8388608");
    HttpRequest.Builder chunked =
        collector
            .request(INGEST, admin)
            .POST(
                HttpRequest.BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(large)));
    assertThat(refused(collector.send(chunked), 413)).contains("8388608");
  }

  @Test
  void gzip_isTaken_andBombsAreNot() throws Exception {
    String good = body(event(id(), TIME));
    HttpResponse<String> taken = gzip(zip(good.getBytes(StandardCharsets.UTF_8)), "gzip");
    assertThat(RunningCollector.ok(taken).path("stored").asInt()).isEqualTo(1);
    refused(gzip(zip(new byte[100 * 1024 * 1024]), "gzip"), 413);
    refused(gzip(good.getBytes(StandardCharsets.UTF_8), "gzip"), 400);
    refused(
        gzip(java.util.Arrays.copyOf(zip(good.getBytes(StandardCharsets.UTF_8)), 40), "gzip"), 400);
    for (String encoding : new String[] {"br", "deflate", "gzip, gzip", "nonsense"}) {
      refused(gzip(zip(good.getBytes(StandardCharsets.UTF_8)), encoding), 415);
    }
  }

  private static HttpResponse<String> gzip(byte[] body, String encoding) {
    return collector.send(
        collector
            .request(INGEST, admin)
            .header("Content-Encoding", encoding)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  private static byte[] zip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(plain);
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 200",
    "application/json;charset=utf-8, 200",
    "application/json; charset=\"UTF-8\", 200",
    "APPLICATION/JSON; charset=utf8, 200",
    "application/json; charset=utf-16, 415",
    "application/json; charset=iso-8859-1, 415",
    "text/plain, 415",
    "application/x-www-form-urlencoded, 415",
    "nonsense, 415",
  })
  void contentType_isJsonInUtf8(String type, int status) {
    HttpResponse<String> response =
        collector.send(
            collector
                .request(INGEST, admin)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("{\"audit_events\":[]}")));
    assertThat(response.statusCode()).isEqualTo(status);
    if (status != 200) {
      assertThat(refused(response, status)).contains("Content-Type was");
    }
  }

  @Test
  void actorTenant_isTheFirstOfWhatTheContractLists() {
    String bound = collector.token("resolve-own", Permission.ADMIN);
    String users = "\"users\":[{\"id\":\"ru\",\"tenant_id\":\"resolve-described\"}]";
    assertThat(tenantOf(admin, "\"actor_tenant_id\":\"given\",\"tenant_ids\":[\"named\"]", users))
        .isEqualTo("given");
    assertThat(tenantOf(admin, "\"tenant_ids\":[\"named\",\"other\"]", users))
        .isEqualTo("resolve-described");
    assertThat(
            tenantOf(
                admin, "\"actor_tenant_id\":null,\"tenant_ids\":[\"named\",\"o\"]", "\"users\":[]"))
        .isEqualTo("named");
    assertThat(
            tenantOf(
                admin,
                "\"tenant_ids\":[\"named\"]",
                "\"users\":[{\"id\":\"ru\",\"tenant_id\":\"\"}]"))
        .isEqualTo("named");
    assertThat(tenantOf(bound, "\"tenant_ids\":[]", "\"users\":null")).isEqualTo("resolve-own");
  }

  private static String tenantOf(String token, String members, String table) {
    String id = id();
    String body =
        "{\"audit_events\":[{\"event_id\":\"%s\",\"event_type\":\"x\",\"timestamp\":\"2000-02-02T00:00:00Z\","
                .formatted(id)
            + "\"actor_user_id\":\"ru\","
            + members
            + "}],"
            + table
            + "}";
    assertThat(collector.ingest(token, body).path("stored").asInt()).isEqualTo(1);
    JsonNode page =
        collector.query(
            admin,
            "{\"filter\":{\"timestamp\":{\"minimum\":\"2000-02-02T00:00:00Z\","
                + "\"maximum\":\"2000-02-02T00:00:01Z\"}}}");
    for (JsonNode event : page.path("audit_events")) {
      if (event.path("event_id").asText().equals(id)) {
        return event.path("actor_tenant_id").asText();
      }
    }
    throw new AssertionError("not found");
  }

  @Test
  void boundWriter_writesEventsThatNameNoOtherTenant() {
    String token = collector.token("mine", Permission.AUDIT_WRITE);
    String mine = "\"event_type\":\"x\",\"timestamp\":\"" + TIME + "\",\"actor_user_id\":\"u\"";
    JsonNode answer =
        collector.ingest(
            token,
            body(
                "{\"event_id\":\"" + id() + "\"," + mine + "}",
                "{\"event_id\":\"" + id() + "\"," + mine + ",\"actor_tenant_id\":\"other\"}",
                "{\"event_id\":\"" + id() + "\"," + mine + ",\"tenant_ids\":[\"mine\",\"other\"]}",
                "{\"event_id\":\"" + id() + "\"," + mine + ",\"tenant_ids\":[\"mine\"]}"));
    assertThat(answer.path("stored").asInt()).isEqualTo(2);
    assertThat(answer.path("rejected").path(0).path("message").asText())
        .isEqualTo("actor_tenant_id was \"other\", allowed is the tenant of the token, \"mine\"");
    assertThat(answer.path("rejected").path(1).path("message").asText()).contains("tenant_ids");
  }

  @Test
  void badDescriptions_areLeftOut_andHoldNoEventUp() {
    JsonNode answer =
        collector.ingest(
            admin,
            "{\"users\":[5,{\"username\":\"x\"},{\"id\":\"\"},{\"id\":5},{\"id\":\"a\",\"email\":{}},"
                + "{\"id\":\"good\",\"username\":null,\"other\":[[1]]}],"
                + "\"projects\":[{\"id\":\"p\",\"name\":\""
                + "x".repeat(4_097)
                + "\"}],\"audit_events\":["
                + event(id(), TIME)
                + "]}");
    assertThat(answer.path("stored").asInt()).isEqualTo(1);
    assertThat(answer.path("rejected")).isEmpty();
    JsonNode left = answer.path("rejected_resources");
    assertThat(left).hasSize(6);
    assertThat(left.path(0).toString())
        .isEqualTo(
            "{\"table\":\"users\",\"index\":0,\"message\":\"entry was 5, allowed is an object\"}");
    assertThat(left.path(1).path("message").asText()).contains("id was missing");
    assertThat(left.path(4).path("message").asText())
        .isEqualTo("email was an object, allowed is a string");
    assertThat(left.path(5).path("table").asText()).isEqualTo("projects");
  }

  @Test
  void pageOfOurs_postedBack_isRecognised() {
    collector.ingest(admin, body(event(id(), "2021-05-05T05:05:05.123456Z", "\"a\":[1.10]")));
    String page = collector.post(RunningCollector.QUERY, admin, "{\"limit\":1000}").body();
    int events = RunningCollector.json(page).path("audit_events").size();
    JsonNode answer = collector.ingest(admin, page);
    assertThat(answer.path("stored").asInt()).isZero();
    assertThat(answer.path("duplicates").asInt()).isEqualTo(events);
    assertThat(answer.path("rejected")).isEmpty();
  }

  @Test
  void publishedExample_isTaken() {
    String example =
        """
        {"audit_events":[{"actor_user_id":"e2148a6625225593","dataset_ids":["1e2c0a6f1e4d7c3a"],
          "event_id":"2555880060c23eb5","event_type":"get_datasets","project_ids":["1e2c0a6f1e4d7c3a"],
          "tenant_ids":["1a2b3c4d5e6f7a8b"],"timestamp":"2021-06-10T16:32:53Z"}],
         "continuation":"abc","datasets":[{"id":"1e2c0a6f1e4d7c3a","name":"collateral",
           "project_id":"9b0c7d2e5f6a1b3c","title":"Collateral"}],
         "projects":[{"id":"9b0c7d2e5f6a1b3c","name":"p","tenant_id":"1a2b3c4d5e6f7a8b"}],
         "sources":[],"status":"ok","tenants":[{"id":"1a2b3c4d5e6f7a8b","name":"acme"}],"triggers":[],
         "users":[{"display_name":"J","email":"j@x","id":"e2148a6625225593",
           "tenant_id":"1a2b3c4d5e6f7a8b","username":"j"}]}
        """;
    JsonNode answer = collector.ingest(admin, example);
    assertThat(answer.path("stored").asInt()).isEqualTo(1);
    assertThat(answer.has("rejected_resources")).isFalse();
    JsonNode page =
        collector.query(
            admin,
            "{\"filter\":{\"timestamp\":{\"minimum\":\"2021-06-10T16:32:53Z\","
                + "\"maximum\":\"2021-06-10T16:32:54Z\"}}}");
    JsonNode event = page.path("audit_events").path(0);
    assertThat(event.path("actor_tenant_id").asText()).isEqualTo("1a2b3c4d5e6f7a8b");
    assertThat(page.path("projects").toString()).contains("\"id\":\"1e2c0a6f1e4d7c3a\"");
    assertThat(page.has("continuation")).isFalse();
  }
}
