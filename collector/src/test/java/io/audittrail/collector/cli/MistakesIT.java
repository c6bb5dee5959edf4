package io.audittrail.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.audittrail.collector.Jar;
import io.audittrail.collector.RunningCollector;
import io.audittrail.collector.access.Permission;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the auditor's commands say and how they end when something is wrong. */
class MistakesIT {
  @TempDir static Path data;
  private static RunningCollector collector;
  private static String url;
  private static String reader;
  private static String writer;

  @BeforeAll
  static void start() throws Exception {
    collector = RunningCollector.start(data);
    url = collector.address().toString();
    reader = collector.token((String) null, Permission.AUDIT_READ);
    writer = collector.token((String) null, Permission.AUDIT_WRITE);
  }

  @AfterAll
  static void stop() throws Exception {
    collector.close();
  }

  private static void fails(int code, String message, Auditor auditor, String... arguments)
      throws Exception {
    Jar.Run run = auditor.run(arguments);
    assertThat(run.errors()).contains(message).doesNotContain("Exception", "\tat ");
    assertThat(run.errors()).doesNotContain(reader).doesNotContain(writer);
    assertThat(run.code()).as(run.errors()).isEqualTo(code);
    assertThat(run.output()).isEmpty();
  }

  @Test
  void missingOrWrongSettings_areUsageErrorsThatNameThem() throws Exception {
    Auditor nobody = Auditor.unprepared();
    Auditor good = Auditor.of(url, reader);
    fails(2, "give --url or AUDIT_URL", nobody, "query");
    fails(2, "no token: give --token, --token-file or AUDIT_TOKEN", nobody, "count", "--url", url);
    fails(2, "--url was \"ftp://x\", allowed is http://", good, "query", "--url", "ftp://x");
    fails(2, "AUDIT_URL was \"nonsense\"", Auditor.of("nonsense", reader), "query");
    fails(2, "exclude each other", good, "query", "--token", reader, "--token-file", "x");
    fails(2, "--token-file nowhere does not exist", good, "follow", "--token-file", "nowhere");
    fails(2, "the token in --token holds characters", good, "query", "--token", "not this");
    Path certificate = Files.createFile(data.resolve("empty.pem"));
    fails(2, "holds no PEM block", good, "query", "--ca-file", certificate.toString());
    fails(2, "--minimum was \"june\"", good, "query", "-m", "june");
    fails(2, "--category was \"nope\", allowed are alert", good, "count", "--category", "nope");
    fails(2, "allowed are success, failure", good, "query", "--outcome", "maybe");
    fails(2, "allowed are table, json, csv", good, "query", "-o", "xml");
    fails(2, "--limit was 0", good, "query", "--limit", "0");
    fails(2, "--attribute was \"x\", allowed is KEY=VALUE", good, "query", "--attribute", "x");
    fails(2, "nothing to import", good, "import");
    fails(2, "FILE nowhere does not exist", good, "import", "nowhere");
    fails(2, "--after was -1", good, "follow", "--after", "-1");
  }

  @Test
  void refusals_endWith3() throws Exception {
    fails(3, "(401)", Auditor.of(url, "at_no.such"), "query");
    fails(3, "that of AUDIT_TOKEN", Auditor.of(url, "at_no.such"), "export");
    fails(3, "audit-read", Auditor.of(url, writer), "query");
    fails(3, "audit-read", Auditor.of(url, writer), "follow");
    fails(3, "by was \"nope\"", Auditor.of(url, reader), "count", "--by", "nope");
    fails(3, "after was \"99999\"", Auditor.of(url, reader), "follow", "--after", "99999");
    fails(3, "(404)", Auditor.of(url + "/elsewhere", reader), "query");
    Path file = Files.writeString(data.resolve("events"), "{\"audit_events\":[],\"users\":[{}]}");
    fails(3, "audit-write", Auditor.of(url, reader), "import", eventFile(file));
  }

  private static String eventFile(Path file) throws Exception {
    Files.writeString(
        file,
        "{\"audit_events\":[{\"event_id\":\"a\",\"event_type\":\"t\",\"actor_user_id\":\"u\","
            + "\"actor_tenant_id\":\"t\",\"timestamp\":\"2021-01-01T00:00:00Z\"}]}\n");
    return file.toString();
  }

  @Test
  void whoIsNotThere_endsWith4() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    Auditor nobody = Auditor.of("http://127.0.0.1:" + free, reader);
    fails(4, "cannot be reached: connection refused", nobody, "query");
    fails(4, "cannot be reached", nobody, "follow");
    fails(4, "host is unknown", Auditor.of("http://nobody.invalid", reader), "count");
  }

  @Test
  void whoIsNoCollector_endsWith4() throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] page = "<html>hello</html>".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          int status = exchange.getRequestURI().getPath().startsWith("/found") ? 200 : 404;
          exchange.sendResponseHeaders(status, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    try {
      String other = "http://127.0.0.1:" + server.getAddress().getPort();
      fails(4, "no collector answers at", Auditor.of(other, reader), "query");
      fails(4, "no collector answers at", Auditor.of(other + "/found", reader), "export");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void help_showsAnExampleAndTheExitCodesOfEachCommand() throws Exception {
    for (String command : new String[] {"query", "count", "follow", "export", "import"}) {
      Jar.Run run = Auditor.unprepared().run(command, "--help");
      assertThat(run.code()).isZero();
      assertThat(run.output())
          .contains("collector " + command + " ", "Exit codes:", "  5   ", "--actor-user")
          .contains("AUDIT_URL", "AUDIT_TOKEN")
          .containsPattern("\n  collector " + command);
    }
  }

  @Test
  void auditorsCommand_loadsNeitherJettyNorSqlite() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-verbose:class",
            "-jar",
            Jar.path().toString(),
            "query",
            "--url",
            url,
            "--token",
            reader);
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(output)
        .contains("io.audittrail.collector.cli.auditor.QueryCommand")
        .doesNotContain("org.eclipse.jetty", "org.sqlite", "store.sqlite");
  }
}
