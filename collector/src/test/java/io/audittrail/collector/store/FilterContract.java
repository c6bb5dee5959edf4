package io.audittrail.collector.store;

import static io.audittrail.collector.store.Events.START_MICROS;
import static io.audittrail.collector.store.Events.batch;
import static io.audittrail.collector.store.Events.event;
import static io.audittrail.collector.store.Events.withAttributes;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.catalogue.ResourceKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link EventStore#page} promises about filters and orders. */
public abstract class FilterContract extends EventStoreContract {
  private static final Comparator<EventRecord> ORDER =
      Comparator.comparingLong(EventRecord::occurredAtMicros).thenComparing(EventRecord::id);

  /** A filter with the same said in plain Java. */
  private record Question(EventFilter filter, Predicate<EventRecord> meaning) {}

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
    for (int kind = 0; kind < QUESTIONS; kind++) {
      for (Order order : Order.values()) {
        Question question = question(random, kind);
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

  private void assertWalk(Random random, List<EventRecord> events, String label) throws Exception {
    List<Question> questions = new ArrayList<>();
    List<Integer> kinds = new ArrayList<>(IntStream.range(0, QUESTIONS).boxed().toList());
    Collections.shuffle(kinds, random);
    for (int kind : kinds.subList(0, 1 + random.nextInt(4))) {
      questions.add(question(random, kind));
    }
    EventFilter filter = EventFilter.NONE;
    Predicate<EventRecord> meaning = event -> true;
    for (Question question : questions) {
      filter = and(filter, question.filter());
      meaning = meaning.and(question.meaning());
    }
    String viewer = random.nextInt(3) == 0 ? "tenant-" + random.nextInt(4) : null;
    if (viewer != null) {
      meaning = meaning.and(event -> tenants(event).contains(viewer));
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

  /** The filters have no condition in common but the types and the tenant of the actor. */
  private static EventFilter and(EventFilter one, EventFilter other) {
    EventFilter.Builder both = EventFilter.builder().types(one.types().and(other.types()));
    for (EventFilter part : List.of(one, other)) {
      if (part.actorUsers() != null) {
        both.actorUsers(part.actorUsers());
      }
      if (part.actorTenants() != null) {
        both.actorTenants(common(one.actorTenants(), other.actorTenants()));
      }
      part.ids().forEach(both::ids);
      part.attributes().forEach(both::attribute);
      if (part.text() != null) {
        both.text(part.text());
      }
    }
    return both.build();
  }

  private static Set<String> common(@Nullable Set<String> one, @Nullable Set<String> other) {
    Set<String> common = new HashSet<>(one == null ? other : one);
    if (other != null) {
      common.retainAll(other);
    }
    return common;
  }

  private static final int QUESTIONS = 7 + ResourceKind.values().length;

  private static Question question(Random random, int kind) {
    switch (kind) {
      case 0, 1 -> {
        Set<String> types = some(random, "type-", 5);
        EventTypes set = kind == 0 ? EventTypes.of(types) : EventTypes.except(types);
        return new Question(
            EventFilter.builder().types(set).build(),
            event -> types.contains(event.type()) == (kind == 0));
      }
      case 2 -> {
        Set<String> users = some(random, "user-", 100);
        return new Question(
            EventFilter.builder().actorUsers(users).build(),
            event -> users.contains(event.actorUser()));
      }
      case 3, 4 -> {
        Set<String> tenants = some(random, "tenant-", 4);
        return new Question(
            EventFilter.builder().actorTenants(tenants).build(),
            event -> tenants.contains(event.actorTenant()));
      }
      case 5 -> {
        return new Question(
            EventFilter.builder().attribute("n", "3").build(),
            event -> event.attributes().contains("\"n\":3,"));
      }
      case 6 -> {
        return new Question(
            EventFilter.builder().text("WORD-1").build(),
            event -> event.attributes().contains("\"word-1"));
      }
      default -> {
        ResourceKind of = ResourceKind.values()[kind - 7];
        Set<String> ids = some(random, of == ResourceKind.TENANT ? "tenant-" : "id-", 60);
        return new Question(
            EventFilter.builder().ids(of, ids).build(),
            event -> !Collections.disjoint(event.ids().getOrDefault(of, List.of()), ids));
      }
    }
  }

  private static Set<String> some(Random random, String prefix, int values) {
    Set<String> some = new HashSet<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      // The square prefers low numbers, so that some values are common and others rare.
      some.add(prefix + (int) (values * Math.pow(random.nextDouble(), 2)));
    }
    return some;
  }

  private List<EventRecord> appendRandom(Random random, int count) throws Exception {
    List<EventRecord> events = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      events.add(randomEvent(random));
    }
    for (int i = 0; i < count; ) {
      int end = Math.min(count, i + 1 + random.nextInt(700));
      assertThat(append(batch(events.subList(i, end))).stored()).isEqualTo(end - i);
      i = end;
    }
    return events;
  }

  private static EventRecord randomEvent(Random random) {
    Map<ResourceKind, List<String>> ids =
        Arrays.stream(ResourceKind.values())
            .filter(kind -> random.nextInt(3) == 0)
            .collect(
                Collectors.toMap(
                    kind -> kind,
                    kind -> {
                      String prefix = kind == ResourceKind.TENANT ? "tenant-" : "id-";
                      List<String> some = List.copyOf(some(random, prefix, 60));
                      return kind.isSingle() ? some.subList(0, 1) : some;
                    }));
    String attributes =
        switch (random.nextInt(3)) {
          case 0 -> "";
          case 1 -> "\"n\":" + random.nextInt(6) + ",\"m\":true";
          default -> "\"o\":[\"word-" + random.nextInt(40) + "\"]";
        };
    return new EventRecord(
        "e" + Long.toHexString(random.nextLong()),
        some(random, "type-", 5).iterator().next(),
        START_MICROS + random.nextInt(5_000),
        some(random, "user-", 100).iterator().next(),
        some(random, "tenant-", 4).iterator().next(),
        ids,
        attributes);
  }

  private static Set<String> tenants(EventRecord event) {
    Set<String> tenants = new HashSet<>(event.ids().getOrDefault(ResourceKind.TENANT, List.of()));
    tenants.add(event.actorTenant());
    return tenants;
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
