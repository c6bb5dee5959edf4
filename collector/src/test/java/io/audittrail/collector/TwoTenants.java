package io.audittrail.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.collector.access.Permission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Two tenants whose events, and whose words for the same resources, are mixed at random in one
 * store. Everything that belongs to a tenant says so: the word {@code crimson} or {@code blue} is
 * in its ids and in its descriptions.
 */
final class TwoTenants {
  static final List<String> COLOURS = List.of("crimson", "blue");

  private static final int BODIES = 40;
  private static final int EVENTS_PER_BODY = 25;

  private final RunningCollector collector;
  private final Random random;
  private final String unbound;
  private final Map<String, String> bound;
  private final Map<String, Set<String>> ids =
      Map.of("crimson", new HashSet<>(), "blue", new HashSet<>());

  /** Fills a collector. */
  TwoTenants(RunningCollector collector, Random random) {
    this.collector = collector;
    this.random = random;
    this.unbound = collector.token((String) null, Permission.ADMIN);
    this.bound =
        Map.of(
            "crimson", collector.token("crimson", Permission.ADMIN),
            "blue", collector.token("blue", Permission.ADMIN));
    for (int i = 0; i < BODIES; i++) {
      fill(i);
    }
  }

  static String other(String colour) {
    return colour.equals("blue") ? "crimson" : "blue";
  }

  /** A token that is bound to a tenant. */
  String token(String colour) {
    return bound.getOrDefault(colour, "");
  }

  String unbound() {
    return unbound;
  }

  /** The ids of a tenant's events. */
  Set<String> ids(String colour) {
    return ids.getOrDefault(colour, Set.of());
  }

  private void fill(int body) {
    int writer = random.nextInt(3);
    List<String> colours = writer == 0 ? COLOURS : List.of(COLOURS.get(writer - 1));
    List<String> events = new ArrayList<>();
    for (int n = 0; n < EVENTS_PER_BODY; n++) {
      String colour = colours.get(random.nextInt(colours.size()));
      String id = colour + "-" + body + "-" + n;
      events.add(event(id, colour));
      ids(colour).add(id);
    }
    // Everybody describes everything, each in words that give the writer away.
    String words = writer == 0 ? "" : colours.get(0);
    String json = "{\"audit_events\":[" + String.join(",", events) + "]," + tables(words) + "}";
    String token = writer == 0 ? unbound : token(words);
    assertThat(collector.ingest(token, json).path("stored").asInt()).isEqualTo(EVENTS_PER_BODY);
  }

  private String event(String id, String colour) {
    return "{\"event_id\":\"%s\",\"event_type\":\"x\",\"timestamp\":\"2021-01-01T00:%02d:%02dZ\","
            .formatted(id, random.nextInt(60), random.nextInt(60))
        + "\"actor_user_id\":\"common-user\",\"actor_tenant_id\":\"%s\",".formatted(colour)
        + (random.nextBoolean() ? "\"tenant_ids\":[\"%s\"],".formatted(colour) : "")
        + "\"dataset_ids\":[\"common-dataset\"],\"user_ids\":[\"only-%s\"],".formatted(colour)
        + "\"project_ids\":[\"common-project\"],\"trigger_ids\":[\"common-trigger\"],"
        + "\"application_id\":\"common-app\",\"message\":\"%s\"}".formatted(colour);
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
}
