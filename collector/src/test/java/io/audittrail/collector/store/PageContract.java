package io.audittrail.collector.store;

import static io.audittrail.collector.store.Events.START_MICROS;
import static io.audittrail.collector.store.Events.batch;
import static io.audittrail.collector.store.Events.event;
import static io.audittrail.collector.store.Events.position;
import static io.audittrail.collector.store.Events.withIds;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.catalogue.ResourceKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link EventStore#page} promises. */
public abstract class PageContract extends EventStoreContract {
  private static final Comparator<EventRecord> ORDER =
      Comparator.comparingLong(EventRecord::occurredAtMicros).thenComparing(EventRecord::id);

  @Test
  void page_ofAnEmptyStore_isEmpty() {
    assertThat(store.page(new PageRequest(null, 0, Long.MAX_VALUE, null, 1, 0)))
        .isEqualTo(new EventPage(List.of(), null));
    assertThat(store.page(new PageRequest("a", 0, Long.MAX_VALUE, null, 1, 0)))
        .isEqualTo(new EventPage(List.of(), null));
  }

  @Test
  void page_ofAWindow_includesItsStartAndExcludesItsEnd() throws Exception {
    append(batch(event(1, "a"), event(2, "a"), event(3, "a"), event(4, "a")));

    EventPage page =
        store.page(new PageRequest(null, START_MICROS + 2, START_MICROS + 4, null, 10, 4));

    assertThat(page.events())
        .extracting(StoredEvent::event)
        .containsExactly(event(2, "a"), event(3, "a"));
    assertThat(page.more()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0})
  void page_ofAWindowThatEndsBeforeItBegins_isEmpty(long untilMicros) throws Exception {
    append(batch(event("zero", 0, "a")));

    assertThat(store.page(new PageRequest(null, Long.MAX_VALUE, untilMicros, null, 10, 1)).events())
        .isEmpty();
    assertThat(store.page(new PageRequest("a", Long.MIN_VALUE, untilMicros, null, 10, 1)).events())
        .isEmpty();
  }

  @Test
  void page_withExactlyAsManyEventsAsTheLimit_hasNoMore() throws Exception {
    append(batch(event(1, "a"), event(2, "a")));

    assertThat(store.page(new PageRequest(null, 0, Long.MAX_VALUE, null, 2, 2)).more()).isFalse();
    assertThat(store.page(new PageRequest(null, 0, Long.MAX_VALUE, null, 1, 2)).more()).isTrue();
    assertThat(store.page(new PageRequest("a", 0, Long.MAX_VALUE, null, 1, 2)).more()).isTrue();
  }

  @Test
  void page_afterAPosition_beginsWithTheNextEventOfTheSameTime() throws Exception {
    append(batch(event("b", 5, "t"), event("a", 5, "t"), event("ab", 5, "t"), event("c", 4, "t")));

    EventPage page =
        store.page(new PageRequest(null, 0, Long.MAX_VALUE, new Position(5, "a"), 10, 4));

    assertThat(page.events()).extracting(stored -> stored.event().id()).containsExactly("ab", "b");
  }

  @Test
  void page_afterAPositionOutsideOfTheWindow_staysInTheWindow() throws Exception {
    append(batch(event(1, "a"), event(2, "a"), event(3, "a")));
    PageRequest beforeIt =
        new PageRequest(null, START_MICROS + 2, START_MICROS + 3, new Position(0, "zz"), 10, 3);
    PageRequest behindIt =
        new PageRequest(null, 0, START_MICROS + 3, new Position(START_MICROS + 9, "0"), 10, 3);

    assertThat(store.page(beforeIt).events())
        .extracting(StoredEvent::event)
        .containsExactly(event(2, "a"));
    assertThat(store.page(behindIt).events()).isEmpty();
  }

  @Test
  void page_ofASnapshot_doesNotShowWhatCameLater() throws Exception {
    append(batch(event(10, "a"), event(30, "a")));
    long snapshot = store.lastSequence();
    append(batch(event(20, "a"), event(40, "a")));

    EventPage page = store.page(new PageRequest(null, 0, Long.MAX_VALUE, null, 2, snapshot));
    EventPage ofTenant = store.page(new PageRequest("a", 0, Long.MAX_VALUE, null, 2, snapshot));

    assertThat(page)
        .isEqualTo(
            new EventPage(
                List.of(new StoredEvent(1, event(10, "a")), new StoredEvent(2, event(30, "a"))),
                null))
        .isEqualTo(ofTenant);
  }

  @Test
  void page_ofAViewer_hasTheEventsOfItsActorsAndThoseThatNameIt() throws Exception {
    EventRecord named =
        withIds(event(2, "b"), Map.of(ResourceKind.TENANT, List.of("c", "a", "a", "b")));
    append(batch(event(1, "a"), named, event(3, "b"), event(4, "A")));

    assertThat(readAll("a")).extracting(StoredEvent::event).containsExactly(event(1, "a"), named);
    assertThat(readAll("b")).extracting(StoredEvent::event).containsExactly(named, event(3, "b"));
    assertThat(readAll("c")).extracting(StoredEvent::event).containsExactly(named);
    assertThat(readAll("user-of-a")).as("a name that is no tenant").isEmpty();
    assertThat(readAll("nobody")).isEmpty();
  }

  @Test
  void page_ofRandomWindowsAndLimits_showsEachEventOnceInOrder() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<EventRecord> events = randomEvents(random, 100_000);
    for (int i = 0; i < events.size(); ) {
      int end = Math.min(events.size(), i + 1 + random.nextInt(10_000));
      append(batch(events.subList(i, end)));
      i = end;
    }

    for (int walk = 0; walk < 12; walk++) {
      String viewer = walk == 0 || random.nextInt(3) == 0 ? null : "tenant-" + random.nextInt(6);
      long from = walk == 0 ? 0 : START_MICROS + random.nextInt(50_000);
      long until = walk == 0 ? Long.MAX_VALUE : from + random.nextInt(30_000);
      long snapshot = walk == 0 ? events.size() : random.nextInt(events.size() + 1);
      List<EventRecord> expected = new ArrayList<>();
      for (EventRecord event : events.subList(0, (int) snapshot)) {
        boolean inWindow = event.occurredAtMicros() >= from && event.occurredAtMicros() < until;
        if (inWindow && (viewer == null || tenants(event).contains(viewer))) {
          expected.add(event);
        }
      }
      expected.sort(ORDER);
      PageRequest first = new PageRequest(viewer, from, until, null, 1, snapshot);

      List<EventRecord> actual = walk(first, random, events);

      assertThat(actual.equals(expected))
          .as("seed %s, walk %s: %s of %s", seed, first, actual.size(), expected.size())
          .isTrue();
    }
  }

  /** Walks with a random limit for each page. */
  private List<EventRecord> walk(PageRequest first, Random random, List<EventRecord> bySequence) {
    List<EventRecord> seen = new ArrayList<>();
    Position after = null;
    int mostPerPage = random.nextBoolean() ? 2_000 : 100;
    while (true) {
      int limit = 1 + random.nextInt(mostPerPage);
      EventPage page =
          store.page(
              new PageRequest(
                  first.viewer(),
                  first.fromMicros(),
                  first.untilMicros(),
                  after,
                  limit,
                  first.snapshot()));
      assertThat(page.events()).hasSizeBetween(page.more() ? limit : 0, limit);
      for (StoredEvent stored : page.events()) {
        assertThat(bySequence.get((int) stored.sequence() - 1)).isEqualTo(stored.event());
        seen.add(stored.event());
      }
      if (!page.more()) {
        return seen;
      }
      after = position(page);
    }
  }

  /** Events that arrive out of order, several at the same time, of several tenants. */
  private static List<EventRecord> randomEvents(Random random, int count) {
    List<EventRecord> events = new ArrayList<>(count);
    for (int n = 0; n < count; n++) {
      String id = random.nextInt(4) == 0 ? "id-" + n : Events.id(n);
      EventRecord event =
          event(id, START_MICROS + random.nextInt(50_000), "tenant-" + random.nextInt(5));
      if (random.nextInt(3) == 0) {
        List<String> tenants = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          tenants.add("tenant-" + random.nextInt(6));
        }
        event = withIds(event, Map.of(ResourceKind.TENANT, tenants));
      }
      events.add(event);
    }
    Collections.shuffle(events, random);
    return events;
  }

  private static Set<String> tenants(EventRecord event) {
    Set<String> tenants = new HashSet<>(event.ids().getOrDefault(ResourceKind.TENANT, List.of()));
    tenants.add(event.actorTenant());
    return tenants;
  }
}
