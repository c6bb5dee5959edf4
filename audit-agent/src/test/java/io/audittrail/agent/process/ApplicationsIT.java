package io.audittrail.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.agent.process.AgentProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testapp.Ballot;
import testapp.Isolation;
import testapp.LateHook;
import testapp.LogContext;
import testapp.Unloading;

class ApplicationsIT {
  private static final List<String> VOTES = List.of("vote_cast", "vote.refused", "vote_failed");

  @ParameterizedTest
  @ValueSource(strings = {"log4j-slf4j2-impl log4j-core log4j-api", "logback-classic logback-core"})
  void actor_ofApplicationThatLogs_comesFromItsMdcWhereAsked(String libraries) {
    try (RecordingCollector collector = RecordingCollector.start()) {
      Ended ended =
          AgentProcess.of(LogContext.class)
              .libraries(("slf4j-api " + libraries).split(" "))
              .agent("url=" + collector.url() + ",actorUserMdcKey=user,actorTenantMdcKey=customer")
              .run()
              .requireSuccess();

      assertThat(actors(collector, "actor_user_id"))
          .containsExactly("mdc-user", "context-user", "unknown");
      assertThat(actors(collector, "actor_tenant_id"))
          .containsExactly("mdc-tenant", "mdc-tenant", "");
      assertThat(String.join("\n", ended.out()) + ended.err()).contains("logging with");
    }
  }

  @Test
  void actor_withoutMdcKeys_isNotReadFromMdc() {
    try (RecordingCollector collector = RecordingCollector.start()) {
      AgentProcess.of(LogContext.class)
          .libraries("slf4j-api", "logback-classic", "logback-core")
          .agent("url=" + collector.url() + ",actorUser=nobody")
          .run()
          .requireSuccess();

      assertThat(actors(collector, "actor_user_id"))
          .containsExactly("nobody", "context-user", "nobody");
    }
  }

  private static List<String> actors(RecordingCollector collector, String key) {
    return collector.events().stream().map(event -> event.path(key).asText()).toList();
  }

  @Test
  void ownAnnotations_namedInSetting_areAudited() {
    try (RecordingCollector collector = RecordingCollector.start()) {
      Ended ended =
          AgentProcess.of(Ballot.class)
              .agent(
                  "annotations=testapp.Ballot$VoteAudited:testapp.Ballot$VoteFailure,url="
                      + collector.url())
              .run()
              .requireSuccess();

      assertThat(collector.types()).isEqualTo(VOTES);
      assertThat(collector.events().get(0).path("choice").asText()).isEqualTo("a");
      assertThat(ended.out()).containsExactly("no choice", "too many");
    }
  }

  @Test
  void ownAnnotations_namedInResource_areAudited(@TempDir Path directory) throws IOException {
    Path resource = directory.resolve("META-INF/audit/annotations");
    Files.createDirectories(resource.getParent());
    Files.writeString(
        resource,
        "# of the ballot\ntestapp.Ballot$VoteAudited\ntestapp.Ballot$VoteFailure # with others\n");
    try (RecordingCollector collector = RecordingCollector.start()) {
      AgentProcess.of(Ballot.class)
          .classPath(directory)
          .agent("url=" + collector.url())
          .run()
          .requireSuccess();

      assertThat(collector.types()).isEqualTo(VOTES);
    }
  }

  @Test
  void classesOfAgent_areHiddenFromApplication_exceptBridge() {
    try (RecordingCollector collector = RecordingCollector.start()) {
      Ended ended =
          AgentProcess.of(Isolation.class).agent("url=" + collector.url()).run().requireSuccess();

      assertThat(collector.types()).containsExactly("alert_create");
      assertThat(ended.out())
          .contains("io.audittrail.agent.bootstrap.AuditBridge is in null", "logging null");
      assertThat(ended.out()).filteredOn(line -> line.endsWith("is hidden")).hasSize(6);
    }
  }

  @Test
  void loader_ofWovenClasses_canBeCollected() {
    try (RecordingCollector collector = RecordingCollector.start()) {
      Ended ended =
          AgentProcess.of(Unloading.class).agent("url=" + collector.url()).run().requireSuccess();

      List<JsonNode> events = collector.events();
      assertThat(events).hasSize(2);
      assertThat(events.get(0).path("name").asText()).isEqualTo("part");
      assertThat(ended.out()).containsExactly("part", "collected");
    }
  }

  @Test
  void agent_attachedTwice_makesOneEventOfOneCall() {
    try (RecordingCollector collector = RecordingCollector.start()) {
      String settings = "url=" + collector.url();
      Ended ended =
          AgentProcess.of(Isolation.class)
              .agent(settings)
              .jvm("-javaagent:" + System.getProperty("agent.jar") + "=" + settings)
              .run()
              .requireSuccess();

      assertThat(collector.types()).containsExactly("alert_create");
      assertThat(ended.told())
          .satisfiesExactlyInAnyOrder(
              line -> assertThat(line).contains("is on", collector.url()),
              line -> assertThat(line).endsWith("off: it is attached already"));
    }
  }

  @Test
  void event_ofShutdownHook_isDelivered() {
    try (RecordingCollector collector = RecordingCollector.start()) {
      AgentProcess.of(LateHook.class).agent("url=" + collector.url()).run().requireSuccess();

      assertThat(collector.types()).containsExactly("alert_create", "alert_delete");
    }
  }
}
