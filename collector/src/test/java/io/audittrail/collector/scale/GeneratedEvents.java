package io.audittrail.collector.scale;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Events that follow from their number, so that every answer can be told in advance: values that
 * all, one in 10, one in 1,000 and a single event have. Number {@code i} happened {@code i} times
 * 40 milliseconds after the start of 2021.
 */
final class GeneratedEvents {
  static final List<String> TYPES =
      List.of("trigger_create", "login_success", "authentication_failed_totp", "own_type");
  static final long STEP_MICROS = 40_000;
  static final long START_MICROS = Instant.parse("2021-01-01T00:00:00Z").toEpochMilli() * 1_000;

  private static final int EVENTS_PER_BODY = 2_000;

  /** Within so many numbers, events arrive in any order. */
  private static final int LATE = 5_000;

  private final int events;

  GeneratedEvents(int events) {
    this.events = events;
  }

  int size() {
    return events;
  }

  /** The one event that has what no other has. */
  int single() {
    return events / 3;
  }

  static String id(int number) {
    return "%032x".formatted(0x0123456789ABCDEFL ^ number);
  }

  static int number(String id) {
    return (int) (Long.parseUnsignedLong(id.substring(16), 16) ^ 0x0123456789ABCDEFL);
  }

  static String type(int number) {
    return TYPES.get(number % TYPES.size());
  }

  static Instant time(int number) {
    return Instant.ofEpochMilli((START_MICROS + number * STEP_MICROS) / 1_000);
  }

  /** The bodies in the order in which they are sent. */
  Iterable<byte[]> bodies() {
    return () ->
        IntStream.range(0, (events + LATE - 1) / LATE)
            .boxed()
            .flatMap(block -> block(block).stream())
            .iterator();
  }

  private List<byte[]> block(int block) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = block * LATE; i < Math.min(events, (block + 1) * LATE); i++) {
      numbers.add(i);
    }
    Collections.shuffle(numbers, new Random(block));
    List<byte[]> bodies = new ArrayList<>();
    for (int from = 0; from < numbers.size(); from += EVENTS_PER_BODY) {
      bodies.add(body(numbers.subList(from, Math.min(numbers.size(), from + EVENTS_PER_BODY))));
    }
    return bodies;
  }

  private byte[] body(List<Integer> numbers) {
    StringBuilder json = new StringBuilder("{\"audit_events\":[");
    for (int number : numbers) {
      append(json, number);
    }
    json.setLength(json.length() - 1);
    return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private void append(StringBuilder json, int number) {
    json.append("{\"event_id\":\"").append(id(number));
    json.append("\",\"event_type\":\"").append(type(number));
    json.append("\",\"occurred_at\":\"").append(time(number));
    json.append("\",\"actor_user_id\":\"user-").append(number % 1_000);
    json.append("\",\"actor_tenant_id\":\"tenant-").append(number % 10);
    json.append("\",\"tenant_ids\":[\"common\"],\"dataset_ids\":[\"dataset-").append(number % 100);
    json.append("\"],\"project_ids\":[\"all\",\"project-").append(number % 7).append("\"],");
    if (number % 10 == 3) {
      json.append("\"application_id\":\"app-").append(number % 20).append("\",");
    }
    if (number == single()) {
      json.append("\"source_ids\":[\"only\"],\"trigger_ids\":[\"only\"],\"user_ids\":[\"only\"],");
    }
    json.append("\"message\":\"").append(number % 1_000 == 5 ? "a Needle in hay" : "hay");
    json.append("\",\"n\":").append(number % 50).append("},");
  }
}
