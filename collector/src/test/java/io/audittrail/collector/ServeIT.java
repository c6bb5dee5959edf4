package io.audittrail.collector;

import static io.audittrail.collector.RunningCollector.INGEST;
import static io.audittrail.collector.RunningCollector.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.collector.access.Permission;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeIT {
  @TempDir Path temp;

  private Path data() {
    return temp.resolve("data");
  }

  @Test
  void serve_started_printsOneLineWithTheRealPort() throws Exception {
    try (RunningCollector collector = RunningCollector.start(data())) {
      assertThat(collector.line()).matches("listening on http://127\\.0\\.0\\.1:[1-9][0-9]*");
      collector.process().toHandle().destroy();
      assertThat(collector.restOfOutput()).isEmpty();
      assertThat(collector.stop()).isEqualTo(143);
      assertThat(collector.errors()).contains("stopped").doesNotContain("Exception", "WARN");
    }
  }

  @Test
  void serve_withBasePath_answersWithAndWithoutIt() throws Exception {
    try (RunningCollector collector =
        RunningCollector.start(data(), "--base-path", "/org/tenant/reinfer_/")) {
      String token = collector.token((String) null, Permission.ADMIN);
      assertThat(collector.line()).endsWith("/org/tenant/reinfer_");
      for (String prefix :
          new String[] {
            "/org/tenant/reinfer_", "/org/tenant/reinfer_/", "//org//tenant/reinfer_//", ""
          }) {
        assertThat(collector.post(prefix + QUERY, token, "{}").statusCode()).isEqualTo(200);
      }
      assertThat(collector.post("/other" + QUERY, token, "{}").statusCode()).isEqualTo(404);
      assertThat(collector.post("/org/tenant/reinfer_x" + QUERY, token, "{}").statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void serve_whileAnotherUsesTheDirectory_refusesWithOneLine() throws Exception {
    try (RunningCollector first = RunningCollector.start(data())) {
      Jar.Run second = Jar.run("serve", "--data", data().toString(), "--port", "0");
      assertRefused(second, 1, "another collector uses the data directory");
      assertThat(first.send(first.request("/healthz", null)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void serve_onAPortInUse_refusesWithOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = String.valueOf(taken.getLocalPort());
      Jar.Run run = Jar.run("serve", "--data", data().toString(), "--port", port);
      assertRefused(run, 1, "port " + port);
    }
  }

  @Test
  void serve_onAHostThatIsNotThere_refusesWithOneLine() throws Exception {
    assertRefused(
        Jar.run("serve", "--data", data().toString(), "--port", "0", "--host", "no.invalid"),
        1,
        "no.invalid port 0: the name is unknown");
  }

  @Test
  void serve_withADataDirectoryThatIsAFile_refusesWithOneLine() throws Exception {
    Path file = Files.createFile(temp.resolve("file"));
    assertRefused(Jar.run("serve", "--data", file.toString(), "--port", "0"), 1, "is no directory");
    assertRefused(
        Jar.run("serve", "--data", file.resolve("below").toString(), "--port", "0"),
        1,
        "cannot be made");
  }

  @Test
  void serve_calledWrongly_saysWhatIsAllowed() throws Exception {
    String dir = data().toString();
    assertRefused(
        Jar.run("serve", "--data", dir, "--port", "0", "--base-path", "p"), 2, "base path");
    assertRefused(Jar.run("serve", "--data", dir, "--port", "65536"), 2, "port was 65536");
    assertRefused(
        Jar.run("serve", "--data", dir, "--port", "0", "--min-free-bytes", "-1"),
        2,
        "min free bytes was -1, allowed are 0 to 9223372036854775807");
    assertRefused(Jar.run("serve", "--data", dir, "--port", "x"), 2, "'x'");
    assertRefused(Jar.run("serve", "--data", dir), 2, "--port");
    assertRefused(Jar.run("serve", "--data", dir, "--port", "0", "--log-level", "loud"), 2, "loud");
    assertRefused(Jar.run(), 2, "a command is missing");
    assertThat(Files.exists(data())).isFalse();
  }

  @Test
  void restart_keepsEventsTokensAndContinuations() throws Exception {
    String token;
    String continuation;
    try (RunningCollector collector = RunningCollector.start(data())) {
      token = collector.token((String) null, Permission.ADMIN);
      collector.ingest(
          token,
          EventJson.body(
              EventJson.event("a", "2021-01-01T00:00:00Z"),
              EventJson.event("b", "2021-01-01T00:00:01Z")));
      continuation = collector.query(token, "{\"limit\":1}").path("continuation").asText();
      assertThat(collector.stop()).isIn(0, 143);
    }
    try (RunningCollector collector = RunningCollector.start(data())) {
      String body = "{\"limit\":1,\"continuation\":\"" + continuation + "\"}";
      assertThat(
              collector.query(token, body).path("audit_events").path(0).path("event_id").asText())
          .isEqualTo("b");
    }
  }

  @Test
  void token_createdListedAndRevokedWhileServing_countsAtOnce() throws Exception {
    try (RunningCollector collector = RunningCollector.start(data())) {
      String dir = data().toString();
      Jar.Run created =
          Jar.run("token", "create", "--data", dir, "--name", "ops", "--permission", "audit-write");
      assertThat(created.code()).as(created.errors()).isZero();
      assertThat(created.output()).matches("[A-Za-z0-9_.-]{20,}\\R");
      String token = created.output().strip();
      assertThat(collector.post(INGEST, token, "{\"audit_events\":[]}").statusCode())
          .isEqualTo(200);
      Jar.Run listed = Jar.run("token", "list", "--data", dir);
      assertThat(listed.output()).contains("ops\taudit-write").doesNotContain(token);
      assertThat(Jar.run("token", "revoke", "--data", dir, "ops").code()).isZero();
      assertThat(collector.post(INGEST, token, "{\"audit_events\":[]}").statusCode())
          .isEqualTo(401);
      assertRefused(Jar.run("token", "revoke", "--data", dir, "ops"), 1, "ops");
    }
  }

  @Test
  void token_create_makesTheDirectoryForItsOwnerAlone() throws Exception {
    String dir = data().toString();
    Jar.Run created =
        Jar.run(
            "token",
            "create",
            "--data",
            dir,
            "--name",
            "n",
            "--permission",
            "audit-read",
            "--permission",
            "audit-write",
            "--tenant",
            "t",
            "--user",
            "u");
    assertThat(created.code()).as(created.errors()).isZero();
    assertThat(created.errors()).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data())))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data().resolve("tokens.db"))))
        .isEqualTo("rw-------");
    assertRefused(
        Jar.run("token", "create", "--data", dir, "--name", "n", "--permission", "admin"),
        2,
        "name was \"n\"");
    assertRefused(
        Jar.run("token", "create", "--data", dir, "--name", "m", "--permission", "root"),
        2,
        "allowed are audit-read, audit-write, admin");
    assertRefused(
        Jar.run("token", "list", "--data", temp.resolve("none").toString()), 1, "does not exist");
  }

  private static void assertRefused(Jar.Run run, int code, String reason) throws IOException {
    assertThat(run.code()).as(run.errors()).isEqualTo(code);
    assertThat(run.output()).isEmpty();
    assertThat(run.errors()).contains(reason).hasLineCount(1).doesNotContain("\tat ");
  }
}
