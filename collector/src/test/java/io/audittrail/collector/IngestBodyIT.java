package io.audittrail.collector;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static io.audittrail.collector.RunningCollector.INGEST;
import static io.audittrail.collector.RunningCollector.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.collector.access.Permission;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies of contract A's intake as a whole: malformed ones, large ones, compressed ones. */
class IngestBodyIT {
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
    for (Charset other :
        new Charset[] {
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
        IntStream.range(0, 500_001)
            .mapToObj(i -> "\"" + Integer.toString(i, 36) + "\":1")
            .collect(Collectors.joining(","));
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
    Arrays.fill(large, (byte) ' ');
    assertThat(refused(collector.post(INGEST, admin, large), 413)).contains("8388608");
    HttpRequest.Builder chunked =
        collector
            .request(INGEST, admin)
            .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));
    assertThat(refused(collector.send(chunked), 413)).contains("8388608");
  }

  @Test
  void gzip_isTaken_andBombsAreNot() throws Exception {
    String good = body(event(id(), TIME));
    HttpResponse<String> taken = gzip(zip(good.getBytes(StandardCharsets.UTF_8)), "gzip");
    assertThat(RunningCollector.ok(taken).path("stored").asInt()).isEqualTo(1);
    refused(gzip(zip(new byte[100 * 1024 * 1024]), "gzip"), 413);
    refused(gzip(good.getBytes(StandardCharsets.UTF_8), "gzip"), 400);
    refused(gzip(Arrays.copyOf(zip(good.getBytes(StandardCharsets.UTF_8)), 40), "gzip"), 400);
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
}
