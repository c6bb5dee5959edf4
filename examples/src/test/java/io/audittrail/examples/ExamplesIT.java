package io.audittrail.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.examples.annotated.AnnotatedStory;
import io.audittrail.examples.logged.LoggedStory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The examples run as processes with the built jars, and the collector answers for them; on the JDK
 * that runs the tests, and on the one that {@code test.java.home} names.
 */
class ExamplesIT {
  @TempDir Path directory;

  static Stream<Path> jdks() {
    return Stream.of("java.home", "test.java.home")
        .map(System::getProperty)
        .filter(home -> home != null && !home.isBlank())
        .map(Path::of)
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void annotatedStory_withTheAgent_isAnsweredByTheCollector(Path jdk) throws Exception {
    try (RunningCollector collector = new RunningCollector(jdk, directory.resolve("data"))) {
      String agent =
          "-javaagent:%s=url=%s,token=%s"
              .formatted(Jars.AGENT, collector.url(), collector.token("audit-write"));
      try (JavaProcess story = annotatedStory(jdk, agent)) {
        assertThat(story.succeed().output())
            .isEqualToNormalizingNewlines(
                "u-17@acme: wrong password\nu-17@acme: wrong one-time code\n");
      }

      assertAnswerTellsTheStory(collector.query(collector.token("audit-read")));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void annotatedStory_overTls_arrivesOnlyWhereTheCertificateIsTrusted(Path jdk) throws Exception {
    Certificate certificate = Certificate.make(jdk, directory);
    Path data = directory.resolve("data");
    String[] tls = {
      "--tls-certificate", certificate.certificate().toString(),
      "--tls-key", certificate.key().toString()
    };
    try (RunningCollector collector = new RunningCollector(jdk, data, tls)) {
      assertThat(collector.url()).startsWith("https://");
      String agent =
          "-javaagent:%s=url=%s,token=%s,closeTimeoutMillis="
              .formatted(Jars.AGENT, collector.url(), collector.token("audit-write"));
      String trusting = agent + "60000,caFile=" + certificate.certificate();
      try (JavaProcess story = annotatedStory(jdk, trusting)) {
        story.succeed();
      }
      try (JavaProcess story = annotatedStory(jdk, agent + "5000")) {
        assertThat(story.succeed().errors()).contains("SSLHandshakeException");
      }
    }
    try (RunningCollector plain = new RunningCollector(jdk, data)) {
      assertAnswerTellsTheStory(plain.query(plain.token("audit-read")));
    }
  }

  private static JavaProcess annotatedStory(Path jdk, String agent) throws Exception {
    return JavaProcess.start(
        jdk, Map.of(), List.of(agent, "-cp", Jars.bare(), AnnotatedStory.class.getName()));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void loggedStory_withTheAppender_isAnsweredByTheCollector(Path jdk) throws Exception {
    try (RunningCollector collector = new RunningCollector(jdk, directory.resolve("data"))) {
      Map<String, String> environment =
          Map.of("AUDIT_URL", collector.url(), "AUDIT_TOKEN", collector.token("audit-write"));
      try (JavaProcess story =
          JavaProcess.start(
              jdk, environment, List.of("-cp", Jars.withLog4j(), LoggedStory.class.getName()))) {
        assertThat(story.succeed().output())
            .isEqualToNormalizingNewlines(
                "u-17@acme: wrong password\nu-17@acme: wrong one-time code\n");
        assertThat(story.errors()).startsWith("AuditCollector: events wait in ").hasLineCount(1);
      }

      assertAnswerTellsTheStory(collector.query(collector.token("audit-read")));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void annotatedStory_withoutTheAgent_runsAllTheSame(Path jdk) throws Exception {
    try (JavaProcess story =
        JavaProcess.start(
            jdk, Map.of(), List.of("-cp", Jars.bare(), AnnotatedStory.class.getName()))) {
      assertThat(story.succeed().errors()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void loggedStory_withLogback_writesLinesThatTheCollectorTakesInOnce(Path jdk) throws Exception {
    Path file = directory.resolve("audit.jsonl");
    Path configuration =
        Path.of(
            Objects.requireNonNull(ExamplesIT.class.getResource("/logback-example.xml")).toURI());
    List<String> arguments =
        List.of(
            "-Dlogback.configurationFile=" + configuration,
            "-Daudit.file=" + file,
            "-cp",
            Jars.withLogback(),
            LoggedStory.class.getName());
    try (JavaProcess story = JavaProcess.start(jdk, Map.of(), arguments)) {
      story.succeed();
    }

    List<String> events =
        Files.readAllLines(file).stream().filter(line -> line.startsWith("{")).toList();
    assertThat(events).hasSize(6); // the seventh are key–values, which Logback does not write
    try (RunningCollector collector = new RunningCollector(jdk, directory.resolve("data"))) {
      String token = collector.token("audit-write");
      for (String event : events) {
        assertThat(collector.ingest(token, event).get("stored").asInt()).isEqualTo(1);
        assertThat(collector.ingest(token, event).get("duplicates").asInt()).isEqualTo(1);
      }
      JsonNode answer = collector.query(collector.token("audit-read"));
      assertThat(types(answer)).contains("trigger_create", "login_success").hasSize(6);
      Closure.check(answer);
    }
  }

  private static void assertAnswerTellsTheStory(JsonNode answer) {
    assertThat(types(answer))
        .containsExactly(
            "authentication_failed_password",
            "authentication_failed_totp",
            "login_success",
            "trigger_create",
            "trigger_update",
            "report_export",
            "trigger_delete");
    Closure.check(answer);
    for (JsonNode event : answer.get("audit_events")) {
      assertThat(event.get("actor_user_id").asText()).isEqualTo("u-17");
      assertThat(event.get("actor_tenant_id").asText()).isEqualTo("acme");
    }
    JsonNode create = answer.get("audit_events").get(3);
    assertThat(create.get("trigger_ids").toString()).isEqualTo("[\"st-1\"]");
    assertThat(create.get("dataset_ids").toString()).isEqualTo("[\"ds-1\"]");
    assertThat(answer.get("triggers").toString())
        .isEqualTo(
            "[{\"id\":\"st-1\",\"dataset_id\":\"ds-1\",\"name\":\"late-orders\","
                + "\"title\":\"Orders that are late\"}]");
    assertThat(answer.get("datasets").toString())
        .isEqualTo(
            "[{\"id\":\"ds-1\",\"project_id\":\"pr-1\",\"name\":\"orders\","
                + "\"title\":\"Orders\"}]");
    assertThat(answer.get("audit_events").get(4).get("title").asText())
        .isEqualTo("Orders that are late");
    assertThat(answer.get("audit_events").get(5).get("dataset_ids").toString())
        .isEqualTo("[\"ds-1\"]");
    assertThat(answer.get("audit_events").get(5).has("characters")).isTrue();
  }

  /** The types of the events, but for those of queries. */
  private static List<String> types(JsonNode answer) {
    List<String> types = new ArrayList<>();
    StreamSupport.stream(answer.get("audit_events").spliterator(), false)
        .map(event -> event.get("event_type").asText())
        .filter(type -> !type.equals("audit_event_query"))
        .forEach(types::add);
    return types;
  }
}
