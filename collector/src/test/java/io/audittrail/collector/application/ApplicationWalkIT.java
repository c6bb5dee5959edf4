package io.audittrail.collector.application;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.application.Applications.event;
import static io.audittrail.collector.application.Applications.events;
import static io.audittrail.collector.application.Applications.ids;
import static io.audittrail.collector.application.Applications.next;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.RunningCollector;
import io.audittrail.collector.access.Permission;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks in both orders while events arrive, and over two tenants whose events are mixed. */
class ApplicationWalkIT {
  @TempDir Path data;

  @Test
  void walk_whileEventsArrive_showsTheStoreAsItWasInBothOrders() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (RunningCollector collector = RunningCollector.start(data)) {
      Applications client = new Applications(collector);
      String token = collector.token("t", Permission.ADMIN);
      TreeMap<String, String> expected = new TreeMap<>();
      fill(collector, token, expected, random);
      for (boolean reverse : List.of(false, true)) {
        List<String> want = new ArrayList<>(expected.values());
        if (reverse) {
          Collections.reverse(want);
        }
        List<String> got = new ArrayList<>();
        int limit = 1 + random.nextInt(30);
        JsonNode page = client.ok(events("app", "limit=" + limit, "reverse=" + reverse), token);
        got.addAll(ids(page));
        for (String next = next(page); next != null; next = next(page)) {
          fill(collector, token, expected, random);
          page = Applications.ok(client.follow(next, token));
          assertThat(page.path("data").size()).isBetween(1, limit);
          got.addAll(ids(page));
        }
        assertThat(got).as("seed %d", seed).isEqualTo(want);
      }
    }
  }

  /** Adds events of the past, many at the same instant, so that the id decides. */
  private static void fill(
      RunningCollector collector, String token, Map<String, String> expected, Random random) {
    List<String> some = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int half = random.nextInt(100);
      String id = "e" + Integer.toHexString(random.nextInt());
      if (expected.put("%05d %s".formatted(half, id), id) == null) {
        some.add(event(id, "app", 1_600_000_000 + half * 0.5));
      }
    }
    collector.ingest(token, body(some.toArray(String[]::new)));
  }

  @Test
  void tokens_ofTwoTenants_seeTheirOwnEventsAlone() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<String, List<String>> expected = new HashMap<>();
    try (RunningCollector collector = RunningCollector.start(data)) {
      String all = collector.token((String) null, Permission.ADMIN);
      for (int batch = 0; batch < 5; batch++) {
        List<String> some = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
          String tenant = random.nextBoolean() ? "crimson" : "blue";
          String application = random.nextInt(4) == 0 ? "only-" + tenant : "common";
          String id = tenant + "-%d-%03d".formatted(batch, i);
          expected.computeIfAbsent(tenant + application, k -> new ArrayList<>()).add(id);
          some.add(event(tenant, id, application, 1_000 + batch * 100 + i));
        }
        collector.ingest(all, body(some.toArray(String[]::new)));
      }
      Applications client = new Applications(collector);
      for (String tenant : List.of("crimson", "blue")) {
        String other = tenant.equals("blue") ? "crimson" : "blue";
        String bound = collector.token(tenant, Permission.AUDIT_READ);
        for (String token : List.of(bound, narrowed(collector, all, tenant))) {
          for (String application : List.of("common", "only-" + tenant)) {
            String path = events(application, "limit=" + (1 + random.nextInt(60)));
            assertThat(client.walk(path, token))
                .as("seed %d", seed)
                .isEqualTo(expected.get(tenant + application));
          }
          String hidden = events("only-" + other);
          Applications.refused(client.get(hidden, token), 404);
        }
      }
      assertThat(client.walk(events("common", "limit=7"), all)).hasSizeGreaterThan(200);
    }
  }

  private static String narrowed(RunningCollector collector, String key, String tenant) {
    JsonNode answer =
        Applications.ok(
            collector.send(
                collector
                    .request("/1/token?tenant_id=" + tenant, null)
                    .header("Authorization", "Key " + key)));
    return answer.path("access_token").asText();
  }
}
