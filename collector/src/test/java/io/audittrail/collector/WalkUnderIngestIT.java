package io.audittrail.collector;

import static io.audittrail.collector.EventJson.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.access.Permission;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks over a store in which events arrive all the while, late ones among them. */
class WalkUnderIngestIT {
  private static final int EVENTS_PER_BODY = 100;

  /** Old events come between those that a walk has shown and those that it will show. */
  private static final int SECONDS = 600;

  @TempDir static Path data;
  private static RunningCollector collector;
  private static String token;

  /** What was acknowledged, in order of (time, id), whole bodies at a time. */
  private static final SortedMap<String, String> acknowledged =
      Collections.synchronizedSortedMap(new TreeMap<>());

  private static final AtomicBoolean enough = new AtomicBoolean();
  private static CompletableFuture<Void> producer;

  @BeforeAll
  static void start() throws Exception {
    collector = RunningCollector.start(data);
    token = collector.token((String) null, Permission.ADMIN);
    Random random = new Random(7);
    for (int i = 0; i < 20; i++) {
      post(random);
    }
    producer =
        CompletableFuture.runAsync(
            () -> {
              while (!enough.get()) {
                post(random);
                // Every page passes over what came later: as fast as can be is no walk any more.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
              }
            });
  }

  @AfterAll
  static void stop() throws Exception {
    enough.set(true);
    producer.join();
    collector.close();
  }

  private static void post(Random random) {
    SortedMap<String, String> some = new TreeMap<>();
    List<String> events = new ArrayList<>();
    for (int i = 0; i < EVENTS_PER_BODY; i++) {
      int second = random.nextInt(SECONDS);
      String time = "2021-06-10T00:%02d:%02dZ".formatted(second / 60, second % 60);
      String id = "%016x".formatted(random.nextLong());
      String type = random.nextInt(10) == 0 ? "rare" : "common";
      some.put(time + " " + id, type);
      events.add(
          "{\"event_id\":\"%s\",\"event_type\":\"%s\",\"timestamp\":\"%s\","
                  .formatted(id, type, time)
              + "\"actor_user_id\":\"u\",\"actor_tenant_id\":\"t\"}");
    }
    collector.ingest(token, body(events.toArray(String[]::new)));
    acknowledged.putAll(some);
  }

  private static List<String> acknowledged(boolean rareAlone) {
    synchronized (acknowledged) {
      List<String> keys = new ArrayList<>();
      acknowledged.forEach(
          (key, type) -> {
            if (!rareAlone || type.equals("rare")) {
              keys.add(key);
            }
          });
      return keys;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"order\":\"ascending\"",
        "\"order\":\"descending\"",
        "\"event_types\":[\"rare\"]",
        "\"event_types\":[\"rare\"],\"order\":\"descending\"",
        "\"actor_user_ids\":[\"u\"],\"event_types\":[\"rare\",\"other\"]",
        "\"actor_tenant_ids\":[\"t\"],\"outcome\":\"success\",\"order\":\"descending\"",
        "\"text\":\"nothing has this\"",
      })
  void walk_hasWhatWasThereAtItsBeginning_inOrderAndOnce(String filter) {
    boolean rareAlone = filter.contains("rare");
    boolean nothing = filter.contains("nothing");
    String window = "\"timestamp\":{\"maximum\":\"2021-06-11T00:00:00Z\"},";
    Set<String> before = new HashSet<>(acknowledged(rareAlone));
    List<String> walked = new ArrayList<>();
    int pages = 0;
    String continuation = "null";
    do {
      JsonNode page =
          collector.query(
              token,
              "{\"limit\":%d,\"continuation\":%s,\"filter\":{%s%s}}"
                  .formatted(pages == 0 ? 7 : 400, continuation, window, filter));
      for (JsonNode event : page.path("audit_events")) {
        walked.add(event.path("timestamp").asText() + " " + event.path("event_id").asText());
      }
      continuation = page.path("continuation").toString();
      if (pages == 0) {
        awaitMoreThan(acknowledged.size());
      }
      assertThat(++pages).isLessThan(2_000);
    } while (!continuation.isEmpty());
    List<String> sorted = new ArrayList<>(walked);
    sorted.sort(null);
    if (filter.contains("descending")) {
      Collections.reverse(sorted);
    }
    assertThat(walked).isEqualTo(sorted).doesNotHaveDuplicates();
    if (nothing) {
      assertThat(walked).isEmpty();
    } else {
      assertThat(walked).containsAll(before);
    }
  }

  /** Lets more events arrive before a walk goes on. */
  private static void awaitMoreThan(int size) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (acknowledged.size() <= size) {
      assertThat(producer).isNotDone();
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
