package io.audittrail.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.agent.process.AgentProcess.Ended;
import org.junit.jupiter.api.Test;
import testapp.Limits;

class LimitsIT {
  @Test
  void values_overLimits_areCutAndTheEventSaysSo() {
    try (RecordingCollector collector = RecordingCollector.start()) {
      AgentProcess.of(Limits.class).agent("url=" + collector.url()).run().requireSuccess();

      JsonNode event = collector.events().get(0);
      assertThat(event.path("audit_truncated").asBoolean()).isTrue();
      assertThat(event.path("actor_user_id").asText()).hasSize(512);
      assertThat(event.path("user_ids")).hasSize(1_000);
      assertThat(event.path("text").asText()).hasSize(8_192);
      assertThat(event.path("cycle").isArray()).isTrue();
      assertThat(event.path("nan").asText()).isEqualTo("NaN");
      assertThat(collector.table("datasets").get(0).path("name").asText()).isEqualTo("one");
    }
  }

  @Test
  void properties_thatCannotBeRead_areLeftOutAndTold() {
    try (RecordingCollector collector = RecordingCollector.start()) {
      Ended ended =
          AgentProcess.of(Limits.class).agent("url=" + collector.url()).run().requireSuccess();

      JsonNode event = collector.events().get(1);
      assertThat(event.path("kept").asText()).isEqualTo("kept");
      assertThat(event.path("audit_truncated").asBoolean()).isTrue();
      assertThat(event.has("id")).isFalse();
      assertThat(event.has("all")).isFalse();
      assertThat(event.has("missing")).isFalse();
      assertThat(event.path("event_id").asText()).isNotEqualTo("mine");
      assertThat(String.join("\n", ended.told()))
          .contains("property id of testapp.Limits$Failing failed")
          .contains("java.lang.String has no property no")
          .contains("attribute's key was \"event_id\"");
    }
  }
}
