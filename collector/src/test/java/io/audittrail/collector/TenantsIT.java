package io.audittrail.collector;

import static io.audittrail.collector.RunningCollector.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.access.Permission;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two tenants whose events are mixed at random. */
class TenantsIT {
  private static final int BODIES = 40;
  private static final int EVENTS_PER_BODY = 25;

  @TempDir Path data;

  @Test
  void tokens_seeNothingOfTheOtherTenant() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (RunningCollector collector = RunningCollector.start(data)) {
      String unbound = collector.token((String) null, Permission.ADMIN);
      List<String> bound =
          List.of(
              collector.token("crimson", Permission.ADMIN),
              collector.token("blue", Permission.ADMIN));
      Set<String> reds = new HashSet<>();
      Set<String> blue = new HashSet<>();
      for (int i = 0; i < BODIES; i++) {
        int writer = random.nextInt(3);
        List<String> colours =
            writer == 0 ? List.of("crimson", "blue") : List.of(writer == 1 ? "crimson" : "blue");
        List<String> events = new ArrayList<>();
        for (int n = 0; n < EVENTS_PER_BODY; n++) {
          String colour = colours.get(random.nextInt(colours.size()));
          String id = colour + "-" + i + "-" + n;
          events.add(event(id, colour, random));
          (colour.equals("crimson") ? reds : blue).add(id);
        }
        // Everybody describes everything, each in words that give the writer away.
        String words = writer == 0 ? "" : colours.get(0);
        String body = "{\"audit_events\":[" + String.join(",", events) + "]," + tables(words) + "}";
        String token = writer == 0 ? unbound : bound.get(writer - 1);
        assertThat(collector.ingest(token, body).path("stored").asInt())
            .as("seed %d", seed)
            .isEqualTo(EVENTS_PER_BODY);
      }
      assertThat(walk(collector, bound.get(0), "blue", random)).as("seed %d", seed).isEqualTo(reds);
      assertThat(walk(collector, bound.get(1), "crimson", random))
          .as("seed %d", seed)
          .isEqualTo(blue);
      Set<String> all = new HashSet<>(reds);
      all.addAll(blue);
      assertThat(walk(collector, unbound, "nothing", random)).isEqualTo(all);
    }
  }

  private static String event(String id, String colour, Random random) {
    return "{\"event_id\":\"%s\",\"event_type\":\"x\",\"timestamp\":\"2021-01-01T00:%02d:%02dZ\","
            .formatted(id, random.nextInt(60), random.nextInt(60))
        + "\"actor_user_id\":\"common-user\",\"actor_tenant_id\":\"%s\",".formatted(colour)
        + (random.nextBoolean() ? "\"tenant_ids\":[\"%s\"],".formatted(colour) : "")
        + "\"dataset_ids\":[\"common-dataset\"],\"user_ids\":[\"only-%s\"],".formatted(colour)
        + "\"project_ids\":[\"common-project\"],\"trigger_ids\":[\"common-trigger\"]}";
  }

  private static String tables(String words) {
    if (words.isEmpty()) {
      return "\"users\":[{\"id\":\"only-crimson\",\"tenant_id\":\"crimson\",\"username\":\"name of crimson\"},"
          + "{\"id\":\"only-blue\",\"tenant_id\":\"blue\",\"username\":\"name of blue\"}]";
    }
    String name = "\"secret of " + words + "\"";
    return "\"users\":[{\"id\":\"common-user\",\"username\":%s,\"email\":%s},{\"id\":\"only-%s\",\"username\":%s}],"
            .formatted(name, name, words, name)
        + "\"tenants\":[{\"id\":\"crimson\",\"name\":%s},{\"id\":\"blue\",\"name\":%s}],"
            .formatted(name, name)
        + "\"projects\":[{\"id\":\"common-project\",\"name\":%s}],".formatted(name)
        + "\"datasets\":[{\"id\":\"common-dataset\",\"name\":%s,\"title\":%s}],"
            .formatted(name, name)
        + "\"triggers\":[{\"id\":\"common-trigger\",\"name\":%s}]".formatted(name);
  }

  /** Walks all pages; no page may hold the forbidden word. */
  private static Set<String> walk(
      RunningCollector collector, String token, String forbidden, Random random) {
    Set<String> seen = new HashSet<>();
    String continuation = "null";
    do {
      String query =
          "{\"limit\":%d,\"continuation\":%s}".formatted(1 + random.nextInt(200), continuation);
      String page = collector.post(QUERY, token, query).body();
      assertThat(page).doesNotContain(forbidden);
      JsonNode json = RunningCollector.json(page);
      for (JsonNode event : json.path("audit_events")) {
        if (event.path("event_type").asText().equals("x")) {
          assertThat(seen.add(event.path("event_id").asText())).isTrue();
        }
      }
      continuation = json.path("continuation").toString();
    } while (!continuation.isEmpty());
    return seen;
  }
}
