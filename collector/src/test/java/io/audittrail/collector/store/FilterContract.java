package io.audittrail.collector.store;

import static io.audittrail.collector.store.Events.START_MICROS;
import static io.audittrail.collector.store.Events.batch;
import static io.audittrail.collector.store.Events.event;
import static io.audittrail.collector.store.Events.withAttributes;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.catalogue.ResourceKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link EventStore#page} promises about filters and orders. */
public abstract class FilterContract extends EventStoreContract {
  private static final Comparator<EventRecord> ORDER =
      Comparator.comparingLong(EventRecord::occurredAtMicros).thenComparing(EventRecord::id);

  @Test
  void page_inDescendingOrder_beginsWithTheNewest() throws Exception {
    append(batch(event(1, "a"), event("x", 5, "a"), event("y", 5, "b"), event(3, "a")));
    PageRequest first = request(EventFilter.NONE, Order.DESCENDING, 2);

    EventPage page = store.page(first);
    EventPage rest = store.page(after(first, page.next(), 10));

    assertThat(records(page)).containsExactly(event(3, "a"), event(1, "a"));
    assertThat(records(rest)).containsExactly(event("y", 5, "b"), event("x", 5, "a"));
    assertThat(rest.more()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void page_afterAPositionOutsideOfTheWindow_staysInTheWindow(Order order) throws Exception {
    append(batch(event(1, "a"), event(2, "a"), event(3, "a")));
    for (long micros : new long[] {0, START_MICROS + 9}) {
      boolean before = (micros == 0) == (order == Order.ASCENDING);
      PageRequest request =
          new PageRequest(
              null,
              EventFilter.NONE,
              order,
              START_MICROS + 2,
              START_MICROS + 3,
              new Position(micros, "zz"),
              10,
              3);
      assertThat(records(store.page(request)))
          .isEqualTo(before ? List.of(event(2, "a")) : List.of());
    }
  }

  @Test
  void page_ofAnEmptyListOfValues_isEmpty() throws Exception {
    append(batch(event(1, "a")));

    for (EventFilter filter :
        List.of(
            EventFilter.builder().types(EventTypes.of(Set.of())).build(),
            EventFilter.builder().actorUsers(Set.of()).build(),
            EventFilter.builder().actorTenants(Set.of()).build(),
            EventFilter.builder().ids(ResourceKind.DATASET, Set.of()).build())) {
      assertThat(store.page(request(filter, Order.ASCENDING, 10)))
          .isEqualTo(new EventPage(List.of(), null));
    }
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void page_ofManyValues_hasThemWhereverTheyAre(Order order) throws Exception {
    List<EventRecord> events = new ArrayList<>();
    Set<String> users = new HashSet<>();
    for (int n = 0; n < 3_000; n++) {
      events.add(event(n, n < 2_500 ? "other" : "tenant-" + n % 100));
      users.add("user-of-tenant-" + n % 100);
    }
    append(batch(events.toArray(new EventRecord[0])));

    assertThat(walk(EventFilter.builder().actorUsers(users).build(), order))
        .containsExactlyInAnyOrderElementsOf(events.subList(2_500, 3_000))
        .isSortedAccordingTo(order == Order.ASCENDING ? ORDER : ORDER.reversed());
  }

  @Test
  void page_ofAnAcknowledgedEvent_hasItAtOnce() throws Exception {
    for (int n = 0; n < 300; n++) {
      append(batch(event(n, "tenant-" + n)));
      EventFilter filter = EventFilter.builder().actorUsers(Set.of("user-of-tenant-" + n)).build();
      for (Order order : Order.values()) {
        assertThat(records(store.page(request(filter, order, 10))))
            .containsExactly(event(n, "tenant-" + n));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "1.0", "1e0", "10E-1", "\"a\\u0062\"", "{\"x\":[1,2.0],\"y\":null}", "null"})
  void page_byAnAttribute_comparesWhatItSays(String json) throws Exception {
    EventRecord number = withAttributes(event(1, "a"), "\"k\":1.00,\"z\":0");
    EventRecord string = withAttributes(event(2, "a"), "\"k\":\"\\u0061b\"");
    EventRecord object = withAttributes(event(3, "a"), "\"k\":{\"y\":null,\"x\":[1.0,2]}");
    EventRecord nothing = withAttributes(event(4, "a"), "\"k\":null");
    EventRecord other = withAttributes(event(5, "a"), "\"k\":[1],\"o\":{\"k\":1}");
    append(batch(number, string, object, nothing, other, event(6, "a")));

    EventRecord expected =
        switch (json.charAt(0)) {
          case '1' -> number;
          case '"' -> string;
          case '{' -> object;
          default -> nothing;
        };
    assertThat(walk(EventFilter.builder().attribute("k", json).build(), Order.ASCENDING))
        .containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"needle", "NEEDLE", "in a hayst", "eedle in", "77", "é", "É"})
  void page_byText_findsItInStringsAndNumbersWhateverTheCase(String text) throws Exception {
    EventRecord deep =
        withAttributes(event(1, "a"), "\"o\":[{\"k\":\"a Needle in a hayst\\u00e9\"},7705]");
    EventRecord key = withAttributes(event(2, "a"), "\"needle\":\"in a\",\"é77\":true");
    append(batch(deep, key, event(3, "a")));

    assertThat(walk(EventFilter.builder().text(text).build(), Order.DESCENDING))
        .containsExactly(deep);
  }

  @Test
  void page_ofEachFilterAlone_hasWhatMatches() throws Exception {
    Random random = new Random(1);
    List<EventRecord> events = appendRandom(random, 2_000);
    for (int kind = 0; kind < Question.KINDS; kind++) {
      for (Order order : Order.values()) {
        Question question = Question.of(random, kind);
        assertThat(walk(question.filter(), order))
            .as("%s", question.filter())
            .isEqualTo(expected(events, question.meaning(), order));
      }
    }
  }

  @Test
  void page_ofRandomFilters_hasWhatMatchesWhileEventsArrive() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<EventRecord> events = new ArrayList<>();
    for (int round = 0; round < 12; round++) {
      if (round == 6) {
        reopen();
      }
      events.addAll(appendRandom(random, 1 + random.nextInt(2_000)));
      for (int i = 0; i < 8; i++) {
        assertWalk(random, events, "seed " + seed + " round " + round);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void page_ofAWalkWhileManyEventsArrive_hasWhatWasThereWhenItBegan(Order order) throws Exception {
    Random random = new Random(4);
    List<EventRecord> events = Collections.synchronizedList(appendRandom(random, 2_000));
    AtomicBoolean walking = new AtomicBoolean(true);
    CompletableFuture<Void> arrivals =
        CompletableFuture.runAsync(() -> appendWhile(walking, events, new Random(5)));
    try {
      for (int walk = 0; walk < 25; walk++) {
        Question question = Question.of(random, Question.allKinds());
        int snapshot = (int) store.lastSequence();
        PageRequest first =
            new PageRequest(null, question.filter(), order, 0, Long.MAX_VALUE, null, 1, snapshot);

        List<EventRecord> walked = walk(first, random);

        List<EventRecord> there = List.copyOf(events).subList(0, snapshot);
        assertThat(walked)
            .as("walk %s of %s", walk, first)
            .isEqualTo(expected(there, question.meaning(), order));
      }
    } finally {
      walking.set(false);
      arrivals.join();
    }
    assertThat(events).hasSizeGreaterThan(2_000);
  }

  /** Appends batches of events, which are in the list before they can be seen. */
  private void appendWhile(AtomicBoolean going, List<EventRecord> events, Random random) {
    while (going.get() && events.size() < 60_000) {
      List<EventRecord> some = new ArrayList<>();
      for (int n = 0; n < 100; n++) {
        some.add(Question.randomEvent(random));
      }
      events.addAll(some);
      store.append(batch(some)).join();
    }
  }

  private void assertWalk(Random random, List<EventRecord> events, String label) throws Exception {
    Question question = Question.of(random, Question.allKinds());
    EventFilter filter = question.filter();
    Predicate<EventRecord> meaning = question.meaning();
    String viewer = random.nextInt(3) == 0 ? "tenant-" + random.nextInt(4) : null;
    if (viewer != null) {
      meaning = meaning.and(event -> Question.tenants(event).contains(viewer));
    }
    long from = random.nextBoolean() ? 0 : START_MICROS + random.nextInt(3_000);
    long until = random.nextBoolean() ? Long.MAX_VALUE : from + random.nextInt(3_000);
    Order order = Order.values()[random.nextInt(2)];
    int snapshot = random.nextInt(4) == 0 ? random.nextInt(events.size()) : events.size();
    Predicate<EventRecord> inWindow =
        event -> event.occurredAtMicros() >= from && event.occurredAtMicros() < until;
    PageRequest first = new PageRequest(viewer, filter, order, from, until, null, 1, snapshot);
    // What arrives during the walk is not in it.
    EventRecord late = event("late", from, "tenant-1");
    CompletableFuture<BatchResult> arrived = store.append(batch(late));

    assertThat(walk(first, random))
        .as("%s %s", label, first)
        .isEqualTo(expected(events.subList(0, snapshot), meaning.and(inWindow), order));
    if (arrived.get().stored() == 1) {
      events.add(late);
    }
  }

  private List<EventRecord> appendRandom(Random random, int count) throws Exception {
    List<EventRecord> events = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      events.add(Question.randomEvent(random));
    }
    for (int i = 0; i < count; ) {
      int end = Math.min(count, i + 1 + random.nextInt(700));
      assertThat(append(batch(events.subList(i, end))).stored()).isEqualTo(end - i);
      i = end;
    }
    return events;
  }

  private static List<EventRecord> expected(
      List<EventRecord> events, Predicate<EventRecord> meaning, Order order) {
    return events.stream()
        .filter(meaning)
        .sorted(order == Order.ASCENDING ? ORDER : ORDER.reversed())
        .toList();
  }

  private PageRequest request(EventFilter filter, Order order, int limit) {
    return new PageRequest(
        null, filter, order, 0, Long.MAX_VALUE, null, limit, store.lastSequence());
  }

  private static PageRequest after(PageRequest request, @Nullable Position position, int limit) {
    return new PageRequest(
        request.viewer(),
        request.filter(),
        request.order(),
        request.fromMicros(),
        request.untilMicros(),
        position,
        limit,
        request.snapshot());
  }

  private static List<EventRecord> records(EventPage page) {
    return page.events().stream().map(StoredEvent::event).toList();
  }

  private List<EventRecord> walk(EventFilter filter, Order order) {
    return walk(request(filter, order, 1), new Random(2));
  }

  /** Walks with a random limit for each page. */
  private List<EventRecord> walk(PageRequest first, Random random) {
    List<EventRecord> seen = new ArrayList<>();
    int most = 1 + random.nextInt(500);
    Position position = null;
    do {
      int limit = 1 + random.nextInt(most);
      EventPage page = store.page(after(first, position, limit));
      assertThat(page.events()).hasSizeLessThanOrEqualTo(limit);
      seen.addAll(records(page));
      position = page.next();
    } while (position != null);
    return seen;
  }
}
