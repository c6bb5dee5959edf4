package io.audittrail.benchmarks.ingest;

import io.audittrail.catalogue.DocumentedEventType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the events of a load say: each of {@code events} events has an actor in a tenant, a type, a
 * dataset and two projects. One actor, type, tenant, dataset and project is that of every tenth
 * event; a special one is that of 100 events, another that of one event; one project is named by
 * all. The rest is spread over the others, the first of them more often than the last.
 */
final class Values {
  static final int ACTORS = 10_000;
  static final int TENANTS = 20;
  static final int DATASETS = 2_000;
  static final int PROJECTS = 200;

  /** Documented types by their names; the first is that of every tenth event. */
  static final List<String> TYPES =
      Stream.concat(
              Stream.of(DocumentedEventType.GET_DATASETS),
              Arrays.stream(DocumentedEventType.values()))
          .distinct()
          .map(type -> type.name().toLowerCase(Locale.ROOT))
          .toList();

  private static final int IN_TENTH_OF_INTS = Integer.MAX_VALUE / 10;
  private static final int HUNDRED = 100;
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  /** The places of what is in 100 events and in one, behind all others. */
  private static final int SPECIALS = 2;

  private final byte[][] types =
      pieces(TYPES.size(), i -> "\",\"event_type\":\"" + type(i) + "\",\"occurred_at\":\"");
  private final byte[][] actors = pieces(ACTORS, Values::actorKeys);
  private final byte[][] projects =
      pieces(PROJECTS, i -> ",\"project_ids\":[\"" + project(0) + "\",\"" + project(i) + "\"]");
  private final byte[][] datasets =
      pieces(DATASETS, i -> ",\"dataset_ids\":[\"" + dataset(i) + "\"]");
  private final long events;
  private final long once;
  private final long hundredth;

  private int type;
  private int actor;
  private int project;
  private int dataset;

  /** Makes the values of a store that will have so many events. */
  Values(long events) {
    this.events = events;
    this.once = events / 2;
    this.hundredth = Math.max(1, events / HUNDRED);
  }

  private static String actorKeys(int number) {
    return "\",\"actor_user_id\":\"%s\",\"actor_tenant_id\":\"%s\""
        .formatted(actor(number), tenant(tenantOf(number)));
  }

  private static int tenantOf(int actor) {
    if (actor >= ACTORS) {
      return TENANTS + actor - ACTORS;
    }
    return actor == 0 ? 0 : 1 + actor % (TENANTS - 1);
  }

  static String type(int number) {
    return number < TYPES.size() ? TYPES.get(number) : "benchmark_" + (number - TYPES.size());
  }

  static String actor(int number) {
    return id(1, number);
  }

  static String tenant(int number) {
    return id(2, number);
  }

  static String project(int number) {
    return id(3, number);
  }

  static String dataset(int number) {
    return id(4, number);
  }

  private static String id(long kind, int number) {
    return "%016x".formatted(((kind << 32) + number + 1) * GOLDEN);
  }

  private static byte[][] pieces(int count, IntFunction<String> form) {
    return IntStream.range(0, count + SPECIALS)
        .mapToObj(i -> ascii(form.apply(i)))
        .toArray(byte[][]::new);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Goes to the event of a number, from 0. */
  void select(long number) {
    boolean inHundred = number < events && number % hundredth == hundredth / 3;
    if (number == once || inHundred) {
      int place = number == once ? 1 : 0;
      type = TYPES.size() + place;
      actor = ACTORS + place;
      project = PROJECTS + place;
      dataset = DATASETS + place;
      return;
    }
    type = oneOf(TYPES.size(), 0, mixed(4 * number));
    actor = oneOf(ACTORS, 0, mixed(4 * number + 1));
    project = oneOf(PROJECTS, 1, mixed(4 * number + 2));
    dataset = oneOf(DATASETS, 0, mixed(4 * number + 3));
  }

  /** Returns the common one in one of ten times, else one behind it, the earlier the likelier. */
  private static int oneOf(int count, int common, long random) {
    if ((int) random >>> 1 < IN_TENTH_OF_INTS) {
      return common;
    }
    int others = count - common - 1;
    double even = (random >>> 32) * 0x1p-32;
    return common + 1 + (int) (even * even * others);
  }

  private static long mixed(long number) {
    long z = (number + 1) * GOLDEN;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  byte[] typeKeys() {
    return types[type];
  }

  byte[] actorKeys() {
    return actors[actor];
  }

  byte[] projectKeys() {
    return projects[project];
  }

  byte[] datasetKeys() {
    return datasets[dataset];
  }
}
