package io.audittrail.collector;

import static io.audittrail.collector.RunningCollector.INGEST;
import static io.audittrail.collector.RunningCollector.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.access.Permission;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedAuthenticationIT {
  private static final String TYPE = "authentication_failed_token";

  @TempDir Path temp;

  private static List<JsonNode> failures(RunningCollector collector, String token) {
    List<JsonNode> failures = new ArrayList<>();
    for (JsonNode event : collector.query(token, "{}").path("audit_events")) {
      if (event.path("event_type").asText().equals(TYPE)) {
        failures.add(event);
      }
    }
    return failures;
  }

  @Test
  void requests_withoutAValidToken_areRecordedOnceASecondAtMostAndAllCounted() throws Exception {
    try (RunningCollector collector = RunningCollector.start(temp)) {
      String token = collector.token((String) null, Permission.AUDIT_READ);
      long begin = System.nanoTime();
      long bound = begin + Duration.ofSeconds(60).toNanos();
      int sent = 0;
      List<JsonNode> failures = List.of();
      while (failures.size() < 3) {
        assertThat(System.nanoTime()).isLessThan(bound);
        for (int i = 0; i < 20; i++) {
          assertThat(collector.post(sent == 0 ? INGEST : QUERY, null, "{}").statusCode())
              .isEqualTo(401);
          sent++;
        }
        failures = failures(collector, token);
      }
      long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
      assertThat(failures.size()).isLessThanOrEqualTo((int) seconds + 1);
      JsonNode first = failures.get(0);
      assertThat(first.path("actor_user_id").asText()).isEqualTo("unknown");
      assertThat(first.path("actor_tenant_id").asText()).isEqualTo("collector");
      assertThat(first.path("remote_address").asText()).isEqualTo("127.0.0.1");
      assertThat(first.path("path").asText()).isEqualTo(INGEST);
      assertThat(first.path("reason").asText()).startsWith("no token");
      assertThat(first.path("count").asInt()).isEqualTo(1);
      int counted = failures.stream().mapToInt(event -> event.path("count").asInt()).sum();
      assertThat(counted).isGreaterThan(failures.size()).isLessThanOrEqualTo(sent);
    }
  }
}
