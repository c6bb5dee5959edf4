package io.audittrail.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.agent.process.AgentProcess.Ended;
import org.junit.jupiter.api.Test;
import testapp.Futures;

class FuturesIT {
  @Test
  void stage_whenItCompletes_isEventOfItsOutcome() {
    try (RecordingCollector collector = RecordingCollector.start()) {
      Ended ended =
          AgentProcess.of(Futures.class, "stages")
              .agent("url=" + collector.url())
              .run()
              .requireSuccess();

      assertThat(ended.out()).containsExactly("same true");
      assertThat(collector.types())
          .containsExactly("alert_create", "alert_create", "alert_update", "alert_delete");
      assertThat(collector.events())
          .allSatisfy(event -> assertThat(event.path("actor_user_id").asText()).isEqualTo("caller"))
          .allSatisfy(event -> assertThat(event.path("at").asText()).isEqualTo("call"));
      assertThat(collector.events().get(0).path("project_ids").toString()).isEqualTo("[\"done\"]");
      assertThat(collector.events().get(1).path("project_ids").toString()).isEqualTo("[\"p-1\"]");
      assertThat(collector.events().get(2).has("project_ids")).isFalse();
    }
  }

  @Test
  void plainFuture_whenItIsNotDone_isEventThatSaysSo() {
    try (RecordingCollector collector = RecordingCollector.start()) {
      AgentProcess.of(Futures.class, "plain")
          .agent("url=" + collector.url())
          .run()
          .requireSuccess();

      assertThat(collector.types()).containsExactly("alert_get", "alert_update", "alert_get");
      assertThat(collector.events().get(0).path("project_ids").toString()).isEqualTo("[\"p-2\"]");
      JsonNode pending = collector.events().get(2);
      assertThat(pending.path("completed").isBoolean()).isTrue();
      assertThat(pending.path("completed").asBoolean()).isFalse();
      assertThat(pending.has("project_ids")).isFalse();
    }
  }
}
