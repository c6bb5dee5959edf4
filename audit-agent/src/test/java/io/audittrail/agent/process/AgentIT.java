package io.audittrail.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.agent.process.AgentProcess.Ended;
import org.junit.jupiter.api.Test;
import testapp.Streams;

class AgentIT {
  @Test
  void auditedCalls_inApplicationWithoutLoggingLibrary_becomeEvents() {
    try (RecordingCollector collector = RecordingCollector.start()) {
      Ended ended =
          AgentProcess.of(Streams.class).agent("url=" + collector.url()).run().requireSuccess();

      assertThat(collector.types())
          .containsExactly(
              "trigger_create",
              "trigger_delete",
              "alert_create",
              "login_success",
              "authentication_failed_password",
              "authentication_failed_totp");
      JsonNode created = collector.events().get(0);
      assertThat(created.path("actor_user_id").asText()).isEqualTo("u-17");
      assertThat(created.path("actor_tenant_id").asText()).isEqualTo("acme");
      assertThat(created.path("trigger_ids").toString()).isEqualTo("[\"s-a\"]");
      assertThat(created.path("dataset_ids").toString()).isEqualTo("[\"d-1\"]");
      assertThat(created.path("stream_name").asText()).isEqualTo("a");
      assertThat(created.path("parts").isIntegralNumber()).isTrue();
      assertThat(created.path("labels").toString()).isEqualTo("{\"colours\":[\"red\",\"blue\"]}");
      assertThat(collector.table("datasets").toString())
          .isEqualTo(
              "[{\"id\":\"d-1\",\"project_id\":\"p-1\",\"name\":\"orders\",\"title\":\"Orders\"}]");
      assertThat(collector.table("triggers").get(0).path("dataset_id").asText()).isEqualTo("d-1");
      assertThat(collector.events().get(1).path("trigger_ids").toString())
          .isEqualTo("[\"s-1\",\"s-2\"]");
      assertThat(ended.told()).singleElement().asString().contains("is on", collector.url());
    }
  }

  @Test
  void exceptions_ofAuditedMethods_areUnchanged() {
    try (RecordingCollector collector = RecordingCollector.start()) {
      Ended with = AgentProcess.of(Streams.class).agent("url=" + collector.url()).run();
      Ended without = AgentProcess.of(Streams.class).agent("agent.enabled=false").run();

      assertThat(with.out())
          .isEqualTo(without.out())
          .contains(
              "logged in u-ada",
              "testapp.Streams$WrongPassword: password is wrong at login after tryLogin",
              "testapp.Streams$WrongCode: code is late at login after tryLogin",
              "java.lang.IllegalStateException: database is down at login after tryLogin");
      assertThat(without.told()).containsExactly("audit-agent: off, agent.enabled was false");
    }
  }

  @Test
  void actor_ofLogin_comesFromResultOrElseFromParameter() {
    try (RecordingCollector collector = RecordingCollector.start()) {
      AgentProcess.of(Streams.class)
          .agent("url=" + collector.url() + ",actorTenant=nowhere")
          .run()
          .requireSuccess();

      JsonNode success = collector.events().get(3);
      assertThat(success.path("actor_user_id").asText()).isEqualTo("u-ada");
      assertThat(success.path("actor_tenant_id").asText()).isEqualTo("acme");
      JsonNode failure = collector.events().get(4);
      assertThat(failure.path("actor_user_id").asText()).isEqualTo("ada");
      assertThat(failure.path("actor_tenant_id").asText()).isEqualTo("nowhere");
      assertThat(collector.events().get(2).path("actor_user_id").asText()).isEqualTo("unknown");
    }
  }
}
