package io.audittrail.collector;

import static io.audittrail.collector.RunningCollector.INGEST;
import static io.audittrail.collector.RunningCollector.QUERY;
import static io.audittrail.collector.RunningCollector.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.access.Permission;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that no decent client sends: each has its answer, and the collector goes on. */
class BadRequestIT {
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
    assertThat(collector.errors()).doesNotContain("ERROR", "\tat ");
    collector.close();
  }

  @AfterEach
  void goesOn() {
    RunningCollector.ok(collector.send(collector.request("/readyz", null)));
  }

  /** The answer to raw bytes, which must have the status and contract A's form. */
  private static String refusedRaw(String answer, int status) {
    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    int headersEnd = answer.indexOf("\r\n\r\n");
    assertThat(answer.substring(0, headersEnd).toLowerCase(Locale.ROOT))
        .contains("content-type: application/json")
        .doesNotContain("server:");
    JsonNode json = RunningCollector.json(answer.substring(headersEnd));
    assertThat(json.path("status").asText()).isEqualTo("error");
    assertThat(json.path("message").asText()).isNotBlank().doesNotContain("org.", "java.");
    return json.path("message").asText();
  }

  @ParameterizedTest
  @CsvSource({
    "GARBAGE, 400",
    "GET, 400",
    "GET /healthz HTTP/9.9, 505",
    "GET /%zz HTTP/1.1, 400",
    "GET /api%2fv1 HTTP/1.1, 404",
    "GET /api%00v1 HTTP/1.1, 400",
    "GET /../../healthz HTTP/1.1, 400",
    "GET /nothing HTTP/1.1, 404",
    "GET /api/v1/audit_events/query/x HTTP/1.1, 404",
    "GET / HTTP/1.1, 404",
    "OPTIONS * HTTP/1.1, 404",
    "FOO /healthz HTTP/1.1, 405",
    "TRACE /healthz HTTP/1.1, 405",
    "POST /healthz HTTP/1.1, 405",
    "GET /api/v1/audit_events HTTP/1.1, 405",
    "PRI * HTTP/2.0, 426",
  })
  void requestLine_thatIsBad_isRefused(String line, int status) throws Exception {
    refusedRaw(
        RawHttp.send(collector.port(), line + "\r\nHost: x\r\nConnection: close\r\n\r\n"), status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Length: -1 | 400",
        "Content-Length: 99999999999999999999999 | 400",
        "Content-Length: 1\\r\\nContent-Length: 2 | 400",
        "Content-Length: 1\\r\\nTransfer-Encoding: chunked | 400",
        "Transfer-Encoding: gzip | 400",
        "Content-Length: 9000000\\r\\nExpect: 100-continue | 413",
        "Content-Length: 2\\r\\nExpect: nonsense | 417",
        "Content-Length: 2\\r\\nX: a\0b | 400",
        "Content-Length: 2\\r\\nX : ab | 400",
        "Content-Length: 2\\r\\nContent-Type: text/xml | 415",
        "Content-Length: 2\\r\\nContent-Encoding: br | 415",
        "Content-Length: 2\\r\\nAuthorization: Bearer x | 401",
      })
  void header_thatIsBad_isRefused(String headers, int status) throws Exception {
    String request =
        "POST /api/v1/audit_events HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
            + admin
            + "\r\n"
            + headers.replace("\\r\\n", "\r\n")
            + "\r\n\r\n{}";
    refusedRaw(RawHttp.send(collector.port(), request), status);
  }

  @Test
  void tenMegabytesOfHeaders_areRefused() throws Exception {
    String head = "GET /healthz HTTP/1.1\r\nHost: x\r\n";
    refusedRaw(
        RawHttp.send(collector.port(), head + "X: " + "a".repeat(10_000_000) + "\r\n\r\n"), 431);
    refusedRaw(RawHttp.send(collector.port(), head + "X: aaaa\r\n".repeat(1_000_000)), 431);
    refusedRaw(
        RawHttp.send(collector.port(), "GET /" + "a".repeat(10_000_000) + " HTTP/1.1\r\n\r\n"),
        414);
  }

  @Test
  void bodyThatIsNotTaken_doesNotHideTheAnswer() {
    byte[] large = new byte[12 * 1024 * 1024];
    refused(collector.post(INGEST, null, large), 401);
    refused(collector.post(INGEST, admin, large), 413);
    refused(collector.post("/nothing", admin, large), 404);
    refused(collector.post(QUERY, collector.token("t", Permission.AUDIT_WRITE), large), 403);
  }

  @Test
  void badFraming_isRefused() throws Exception {
    String head =
        "POST /api/v1/audit_events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
            + admin
            + "\r\nTransfer-Encoding: chunked\r\n\r\n";
    refusedRaw(RawHttp.send(collector.port(), head + "zz\r\nxx\r\n0\r\n\r\n"), 400);
    refusedRaw(RawHttp.send(collector.port(), head + "5\r\n{}"), 400);
    refusedRaw(RawHttp.send(collector.port(), head + "-1\r\n{}\r\n0\r\n\r\n"), 400);
  }

  @ParameterizedTest
  @CsvSource({
    "/healthz, GET HEAD OPTIONS",
    "/auth/user, GET HEAD OPTIONS",
    "/api/v1/audit_events, OPTIONS POST",
    "/api/v1/audit_events/query, OPTIONS POST",
  })
  void otherMethods_areToldWhatIsAllowed(String path, String allowed) {
    HttpResponse<String> delete = collector.send(collector.request(path, admin).DELETE());
    refused(delete, 405);
    String allow = allowed.replace(" ", ", ");
    assertThat(delete.headers().firstValue("Allow")).hasValue(allow);
    HttpResponse<String> options =
        collector.send(
            collector.request(path, null).method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(options.headers().firstValue("Allow")).hasValue(allow);
    HttpResponse<String> head =
        collector.send(
            collector.request(path, admin).method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(allowed.startsWith("GET") ? 200 : 405);
    assertThat(head.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "//auth/user",
    "/auth//user",
    "/auth/user/",
    "///auth///user//",
    "/auth/./user",
    "/x/../auth/user"
  })
  void slashes_countOnce(String path) throws Exception {
    String answer =
        RawHttp.send(
            collector.port(),
            "GET "
                + path
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                + admin
                + "\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void randomBytes_areRefusedCleanly() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 100; i++) {
      byte[] bytes = new byte[random.nextInt(400)];
      random.nextBytes(bytes);
      byte[] end = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      byte[] request = Arrays.copyOf(bytes, bytes.length + end.length);
      System.arraycopy(end, 0, request, bytes.length, end.length);
      String answer = RawHttp.send(collector.port(), request);
      assertThat(answer.isEmpty() || answer.matches("(?s)HTTP/1\\.1 (4\\d\\d|505) .*"))
          .as("seed %d: %s", seed, answer)
          .isTrue();
    }
  }

  @Test
  void goodBody_cutOrAlteredAnywhere_isStoredOrRefused() {
    String good =
        EventJson.body(EventJson.event("cut", "2021-01-01T00:00:00Z", "\"o\":{\"a\":[1,\"é\"]}"));
    byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < bytes.length; length++) {
      refused(collector.post(INGEST, admin, Arrays.copyOf(bytes, length)), 400);
    }
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 400; i++) {
      byte[] altered = bytes.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        altered[random.nextInt(altered.length)] = (byte) random.nextInt(256);
      }
      int status = collector.post(INGEST, admin, altered).statusCode();
      assertThat(status).as("seed %d, %d", seed, i).isIn(200, 400);
    }
  }

  @Tag("long")
  @Test
  void silentAndSlowSenders_areStopped_andHoldNobodyUp() throws Exception {
    String post = "POST /api/v1/audit_events HTTP/1.1\r\nHost: x\r\n";
    String auth = "Authorization: Bearer " + admin + "\r\n";
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 150; i++) {
        Socket half = RawHttp.open(collector.port());
        sockets.add(half);
        half.getOutputStream()
            .write(
                (post + auth + "Content-Length: 100\r\n\r\n{\"a").getBytes(StandardCharsets.UTF_8));
        Socket head = RawHttp.open(collector.port());
        sockets.add(head);
        head.getOutputStream().write(post.getBytes(StandardCharsets.UTF_8));
      }
      // More connections wait than there are threads, and everybody else is answered at once.
      long begin = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        RunningCollector.ok(collector.post(INGEST, admin, "{\"audit_events\":[]}"));
      }
      assertThat(System.nanoTime() - begin).isLessThan(20_000_000_000L);
      String silent = RawHttp.readAll(sockets.get(0));
      assertThat(refusedRaw(silent, 408)).contains("30000 ms");
      assertThat(silent).contains("Connection: close");
      assertThat(RawHttp.readAll(sockets.get(1))).isEmpty();
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void clientThatLeavesInTheMiddle_isForgotten() throws Exception {
    for (int i = 0; i < 50; i++) {
      try (Socket socket = RawHttp.open(collector.port())) {
        socket
            .getOutputStream()
            .write(
                ("POST /api/v1/audit_events/query HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                        + admin
                        + "\r\nContent-Length: 2\r\n\r\n{}")
                    .substring(0, i % 2 == 0 ? 60 : 145)
                    .getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
