package io.audittrail.collector.store;

import static io.audittrail.collector.store.Events.START_MICROS;
import static io.audittrail.collector.store.Events.batch;
import static io.audittrail.collector.store.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audittrail.collector.store.CountExceededException.Bound;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link EventStore#count} promises. */
public abstract class CountContract extends EventStoreContract {
  private static final CountQuery.Bounds WIDE = new CountQuery.Bounds(100_000, 100_000, 60_000);

  @Test
  void count_ofAnEmptyStore_isNothing() {
    assertThat(store.count(query(EventFilter.NONE, null, GroupBy.TYPE, WIDE)))
        .isEqualTo(new EventCount(0, new TreeMap<>(), Map.of(), 0));
  }

  @Test
  void count_ofAnAcknowledgedEvent_hasItAtOnce() throws Exception {
    for (int n = 1; n <= 300; n++) {
      append(batch(event(n, "tenant-" + n)));
      EventFilter filter = EventFilter.builder().actorTenants(Set.of("tenant-" + n)).build();

      assertThat(store.count(query(EventFilter.NONE, null, null, WIDE)).total()).isEqualTo(n);
      assertThat(store.count(query(filter, null, null, WIDE)).total()).isEqualTo(1);
    }
  }

  @Test
  void count_inBuckets_dividesShiftedTime() throws Exception {
    append(batch(event("a", 4, "t"), event("b", 5, "t"), event("c", 14, "t"), event("d", 15, "t")));

    EventCount count =
        store.count(query(EventFilter.NONE, new CountQuery.Buckets(10, 5), null, WIDE));

    assertThat(count.buckets()).isEqualTo(Map.of(0L, 1L, 1L, 2L, 2L, 1L));
  }

  @Test
  void count_beyondABound_isRefusedByIt() throws Exception {
    List<EventRecord> events = new ArrayList<>();
    for (int n = 0; n < 2_000; n++) {
      events.add(event(n, "tenant-" + n % 11));
    }
    append(batch(events));
    CountQuery.Buckets buckets = new CountQuery.Buckets(200, 0);

    assertExceeds(Bound.BUCKETS, query(EventFilter.NONE, buckets, null, bounds(9, 9, 60_000)));
    assertExceeds(
        Bound.GROUPS, query(EventFilter.NONE, null, GroupBy.TENANT, bounds(10, 10, 60_000)));
    assertExceeds(Bound.MILLIS, query(EventFilter.NONE, null, null, bounds(1, 1, -1)));
    assertThat(
            store.count(query(EventFilter.NONE, buckets, GroupBy.TENANT, bounds(11, 11, 60_000))))
        .extracting(EventCount::total)
        .isEqualTo(2_000L);
  }

  private static CountQuery.Bounds bounds(int buckets, int groups, long millis) {
    return new CountQuery.Bounds(buckets, groups, millis);
  }

  private void assertExceeds(Bound bound, CountQuery query) {
    assertThatThrownBy(() -> store.count(query))
        .isInstanceOfSatisfying(
            CountExceededException.class,
            exceeded -> assertThat(exceeded.bound()).isEqualTo(bound));
  }

  @ParameterizedTest
  @EnumSource
  void count_byEachKindOfGroup_countsAnEventInEachOfItsGroups(GroupBy groupBy) throws Exception {
    Random random = new Random(3);
    List<EventRecord> events = appendRandom(random, 3_000);
    for (String viewer : new String[] {null, "tenant-1"}) {
      CountQuery query =
          new CountQuery(viewer, EventFilter.NONE, 0, Long.MAX_VALUE, 3_000, null, groupBy, WIDE);

      assertThat(store.count(query)).isEqualTo(expected(events, query, event -> true));
    }
  }

  @Test
  void count_ofRandomFilters_countsWhatMatchesWhileEventsArrive() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<EventRecord> events = new ArrayList<>();
    for (int round = 0; round < 12; round++) {
      if (round == 6) {
        reopen();
      }
      events.addAll(appendRandom(random, 1 + random.nextInt(2_500)));
      for (int i = 0; i < 12; i++) {
        assertCount(random, events, "seed " + seed + " round " + round);
      }
    }
  }

  private void assertCount(Random random, List<EventRecord> events, String label) throws Exception {
    Question question =
        random.nextInt(4) == 0
            ? new Question(EventFilter.NONE, event -> true)
            : Question.of(random, Question.allKinds());
    long from = random.nextBoolean() ? 0 : START_MICROS + random.nextInt(3_000);
    CountQuery query =
        new CountQuery(
            random.nextInt(3) == 0 ? "tenant-" + random.nextInt(4) : null,
            question.filter(),
            from,
            random.nextBoolean() ? Long.MAX_VALUE : from + random.nextInt(3_000),
            random.nextInt(4) == 0 ? random.nextInt(events.size()) : events.size(),
            random.nextBoolean() ? null : new CountQuery.Buckets(1 + random.nextInt(900), 7),
            random.nextBoolean() ? null : GroupBy.values()[random.nextInt(9)],
            WIDE);
    // What arrives during the count is not in it.
    EventRecord late = event("late", from, "tenant-1");
    CompletableFuture<BatchResult> arrived = store.append(batch(late));

    assertThat(store.count(query))
        .as("%s %s", label, query)
        .isEqualTo(expected(events, query, question.meaning()));
    if (arrived.get().stored() == 1) {
      events.add(late);
    }
  }

  private static EventCount expected(
      List<EventRecord> events, CountQuery query, Predicate<EventRecord> meaning) {
    long total = 0;
    long none = 0;
    TreeMap<Long, Long> buckets = new TreeMap<>();
    Map<String, Long> groups = new HashMap<>();
    for (EventRecord event : events.subList(0, (int) query.snapshot())) {
      long micros = event.occurredAtMicros();
      boolean seen = query.viewer() == null || Question.tenants(event).contains(query.viewer());
      boolean inWindow = micros >= query.fromMicros() && micros < query.untilMicros();
      if (seen && inWindow && meaning.test(event)) {
        total++;
        if (query.buckets() != null) {
          buckets.merge(query.buckets().number(micros), 1L, Long::sum);
        }
        if (query.groupBy() != null) {
          Set<String> names = query.groupBy().groups(event);
          names.forEach(name -> groups.merge(name, 1L, Long::sum));
          none += names.isEmpty() ? 1 : 0;
        }
      }
    }
    return new EventCount(total, buckets, groups, none);
  }

  private CountQuery query(
      EventFilter filter,
      CountQuery.@Nullable Buckets buckets,
      @Nullable GroupBy groupBy,
      CountQuery.Bounds bounds) {
    return new CountQuery(
        null, filter, 0, Long.MAX_VALUE, store.lastSequence(), buckets, groupBy, bounds);
  }

  private List<EventRecord> appendRandom(Random random, int count) throws Exception {
    List<EventRecord> events = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      events.add(Question.randomEvent(random));
    }
    assertThat(append(batch(events)).stored()).isEqualTo(count);
    return events;
  }
}
