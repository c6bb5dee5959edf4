package io.audittrail.collector.store.sqlite;

import static io.audittrail.collector.store.Events.batch;
import static io.audittrail.collector.store.Events.event;
import static io.audittrail.collector.store.Events.withAttributes;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.EventFilter;
import io.audittrail.collector.store.EventPage;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.Order;
import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.StoredEvent;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How the index follows the commits, and what a page makes of it. */
@Timeout(120)
final class SqliteIndexTest extends IndexedStore {
  private EventStore openWithPageMillis(int pageMillis) {
    SqliteStoreSettings usual = SqliteStoreSettings.in(directory);
    return SqliteEventStore.open(
        new SqliteStoreSettings(
            directory,
            usual.queueBytes(),
            usual.transactionEvents(),
            usual.transactionBytes(),
            usual.readers(),
            usual.pageBytes(),
            pageMillis,
            usual.logBytes(),
            usual.waitMillis()));
  }

  @Test
  void index_ofAnIdleStore_followsUpToAShortTail() throws Exception {
    try (EventStore store = open()) {
      store.append(batch(events(0, 10_000))).join();
      awaitIndexed(9_000);

      store.append(batch(events(10_000, 100))).join();
      assertThat(number("SELECT sequence FROM posted")).isLessThan(10_100);
      assertThat(walk(store, EVEN, Order.ASCENDING)).hasSize(5_050);
      assertThat(walk(store, EVEN, Order.DESCENDING)).hasSize(5_050);
    }
    assertThat(number("SELECT sum(count) FROM posting"))
        .as("type, actor, tenant and two datasets of each event")
        .isEqualTo(5 * number("SELECT sequence FROM posted"));
  }

  @Test
  void index_thatCannotBeFilled_costsNoEventAndIsFilledWhenItCanBe() throws Exception {
    try (EventStore store = open();
        Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TRIGGER full BEFORE INSERT ON posting BEGIN SELECT RAISE(ABORT, 'full'); END");
      store.append(batch(events(0, 5_000))).join();
      store.append(batch(events(5_000, 5_000))).join();
      assertThat(walk(store, EVEN, Order.ASCENDING)).hasSize(5_000);
      assertThat(number("SELECT sequence FROM posted")).isZero();

      statement.execute("DROP TRIGGER full");
      store.append(batch(events(10_000, 1))).join();
      awaitIndexed(9_000);
      assertThat(walk(store, EVEN, Order.ASCENDING)).hasSize(5_001);
    }
  }

  @Test
  void walk_throughRunsThatBecomeOne_hasEveryEventOnceInOrder() throws Exception {
    Random random = new Random(5);
    List<EventRecord> all = new ArrayList<>();
    try (EventStore store = open()) {
      for (int round = 0; round < 20; round++) {
        List<EventRecord> some = tiedEvents(random, 1_200);
        store.append(batch(some)).join();
        all.addAll(some);
        awaitIndexed(all.size() - 1_000L);
        for (Order order : Order.values()) {
          assertThat(walk(store, EVEN, order).stream().map(StoredEvent::event).toList())
              .isEqualTo(expected(all, order));
        }
      }
      while (number("SELECT count(*) FROM unlisted_run") > 0) {
        Thread.onSpinWait(); // the test's timeout is the bound
      }
      assertThat(number("SELECT count(*) FROM run")).isLessThan(16);
      assertThat(number("SELECT count(DISTINCT run) FROM posting"))
          .isEqualTo(number("SELECT count(*) FROM run"));
    }
  }

  @Test
  void walk_throughListsOfEveryLength_hasEachEventOfOne() throws Exception {
    try (EventStore store = open()) {
      for (int first = 0; first < 20_000; first += 1_900) {
        List<EventRecord> events = actedEvents(first, 1_900);
        store.append(batch(events)).join();
        awaitIndexed(first + 900L);
        for (int actor : new int[] {0, 1, 2, 62, 63, 64, 65, 90, 148, 149, 300}) {
          for (Order order : Order.values()) {
            EventFilter filter = EventFilter.builder().actorUsers(Set.of("actor" + actor)).build();
            assertThat(walk(store, filter, order)).as("%s", actor).hasSize(actedBy(actor, first));
          }
        }
      }
      while (number("SELECT count(*) FROM unlisted_run") > 0) {
        Thread.onSpinWait(); // the test's timeout is the bound
      }
      assertThat(number("SELECT count(*) FROM posting WHERE first_rank < 0")).isPositive();
      assertThat(number("SELECT count(*) FROM posting WHERE first_rank >= 0")).isPositive();
    }
  }

  /** Events whose actors act the more often in 1,900, the higher their numbers, up to 150. */
  private static List<EventRecord> actedEvents(int first, int count) {
    List<EventRecord> events = new ArrayList<>();
    for (EventRecord event : events(first, count)) {
      int actor = actor(first + events.size());
      events.add(
          new EventRecord(
              event.id(),
              event.type(),
              event.occurredAtMicros(),
              "actor" + actor,
              event.actorTenant(),
              event.ids(),
              ""));
    }
    return events;
  }

  private static int actor(int event) {
    int random = (int) (event * 0x9E37_79B9_7F4A_7C15L >>> 33);
    return (int) Math.sqrt(random % 22_500);
  }

  private static int actedBy(int actor, int first) {
    int count = 0;
    for (int event = 0; event < first + 1_900; event++) {
      count += actor(event) == actor ? 1 : 0;
    }
    return count;
  }

  /** Events of four whole seconds, in no order. */
  private static List<EventRecord> tiedEvents(Random random, int count) {
    List<EventRecord> events = new ArrayList<>();
    for (EventRecord event : events(0, count)) {
      events.add(
          new EventRecord(
              Long.toHexString(random.nextLong()),
              event.type(),
              1_700_000_000_000_000L + random.nextInt(4) * 1_000_000L,
              event.actorUser(),
              event.actorTenant(),
              event.ids(),
              ""));
    }
    return events;
  }

  private static List<EventRecord> expected(List<EventRecord> all, Order order) {
    Comparator<EventRecord> ascending =
        Comparator.comparingLong(EventRecord::occurredAtMicros).thenComparing(EventRecord::id);
    return all.stream()
        .filter(event -> event.actorUser().equals("even"))
        .sorted(order == Order.ASCENDING ? ascending : ascending.reversed())
        .toList();
  }

  @Test
  void page_thatFindsNothingInTime_comesShortAndTheWalkEnds() throws Exception {
    List<EventRecord> events = new ArrayList<>();
    for (EventRecord event : events(0, 30_000)) {
      events.add(withAttributes(event, "\"a\":\"hay\""));
    }
    events.set(29_990, withAttributes(events.get(29_990), "\"a\":\"needle\""));
    try (EventStore store = openWithPageMillis(1)) {
      store.append(batch(events)).join();
      awaitIndexed(29_000);
      EventFilter needle = EventFilter.builder().text("needle").build();
      EventFilter evenNeedle =
          EventFilter.builder().text("needle").actorUsers(Set.of("even")).build();
      EventFilter nothing =
          EventFilter.builder()
              .actorUsers(Set.of("even"))
              .ids(ResourceKind.DATASET, Set.of("even"))
              .build();
      for (EventFilter filter : List.of(needle, evenNeedle, nothing)) {
        EventPage first =
            store.page(
                new PageRequest(
                    null, filter, Order.ASCENDING, 0, Long.MAX_VALUE, null, 700, 30_000));
        assertThat(first.events()).isEmpty();
        assertThat(first.next()).isNotNull();
        assertThat(walk(store, filter, Order.ASCENDING))
            .hasSize(filter.equals(nothing) ? 0 : 1)
            .isEqualTo(walk(store, filter, Order.DESCENDING));
      }
    }
  }
}
