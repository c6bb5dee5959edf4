package io.audittrail.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.access.Permission;
import io.audittrail.collector.wire.WireTime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** Walks over a large store, with random windows and limits. */
class PagingIT {
  private static final int EVENTS = 100_000;
  private static final int PER_BODY = 10_000;
  private static final long BEGIN_MICROS = 1_600_000_000_000_000L;
  private static final int SPAN_MICROS = 1_000_000_000;

  private record Event(long micros, String id) {}

  @TempDir static Path data;
  private static RunningCollector collector;
  private static String token;
  private static List<Event> expected;

  @BeforeAll
  static void fill() throws Exception {
    collector = RunningCollector.start(data);
    token = collector.token((String) null, Permission.ADMIN);
    Random random = new Random(7);
    expected = new ArrayList<>();
    for (int begin = 0; begin < EVENTS; begin += PER_BODY) {
      StringBuilder body = new StringBuilder("{\"audit_events\":[");
      for (int i = begin; i < begin + PER_BODY; i++) {
        // Many events share an instant, so that the id decides.
        long micros = BEGIN_MICROS + random.nextInt(SPAN_MICROS / 50_000) * 50_000L;
        Event event = new Event(micros, "e" + Integer.toHexString(i * 0x9E3779B1));
        expected.add(event);
        body.append(i == begin ? "" : ",")
            .append(EventJson.event(event.id(), WireTime.exact(micros)));
      }
      assertThat(collector.ingest(token, body.append("]}").toString()).path("stored").asInt())
          .isEqualTo(PER_BODY);
    }
    expected.sort(Comparator.comparingLong(Event::micros).thenComparing(Event::id));
  }

  @AfterAll
  static void stop() throws Exception {
    collector.close();
  }

  @RepeatedTest(5)
  void walk_withRandomWindowAndLimits_givesEachEventOnceInOrder() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    long a = random.nextInt(SPAN_MICROS / 1_000_000);
    long b = random.nextInt(SPAN_MICROS / 1_000_000);
    long minimum = BEGIN_MICROS / 1_000_000 + Math.min(a, b);
    long maximum = BEGIN_MICROS / 1_000_000 + Math.max(a, b);
    String filter =
        "\"filter\":{\"timestamp\":{\"minimum\":\"%s\",\"maximum\":\"%s\"}}"
            .formatted(WireTime.shown(minimum * 1_000_000), WireTime.shown(maximum * 1_000_000));
    List<String> want =
        expected.stream()
            .filter(event -> Math.floorDiv(event.micros() + 500_000, 1_000_000) >= minimum)
            .filter(event -> Math.floorDiv(event.micros() + 500_000, 1_000_000) < maximum)
            .map(Event::id)
            .toList();
    List<String> got = new ArrayList<>();
    String continuation = "null";
    do {
      int limit = 1 + random.nextInt(1_500);
      JsonNode page =
          collector.query(
              token,
              "{\"limit\":%d,\"continuation\":%s,%s}".formatted(limit, continuation, filter));
      assertThat(page.path("audit_events").size()).isLessThanOrEqualTo(Math.min(limit, 1_000));
      page.path("audit_events").forEach(event -> got.add(event.path("event_id").asText()));
      continuation = page.path("continuation").toString();
    } while (!continuation.isEmpty());
    assertThat(got).as("seed %d", seed).isEqualTo(want);
  }
}
