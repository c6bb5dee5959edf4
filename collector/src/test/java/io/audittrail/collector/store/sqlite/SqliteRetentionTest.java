package io.audittrail.collector.store.sqlite;

import static io.audittrail.collector.store.Events.START_MICROS;
import static io.audittrail.collector.store.Events.batch;
import static io.audittrail.collector.store.Events.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audittrail.collector.store.CountQuery;
import io.audittrail.collector.store.EventFilter;
import io.audittrail.collector.store.EventPage;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.EventTypes;
import io.audittrail.collector.store.Order;
import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.Position;
import io.audittrail.collector.store.SequencePage;
import io.audittrail.collector.store.StoreCheck;
import io.audittrail.collector.store.StoredEvent;
import io.audittrail.collector.store.UpkeepProgress;
import io.audittrail.collector.store.sqlite.retention.Holds;
import io.audittrail.collector.store.sqlite.retention.Retention;
import io.audittrail.collector.store.sqlite.upkeep.EventsCheck;
import io.audittrail.collector.store.sqlite.upkeep.EventsCopy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is left when old events are removed, and what everybody sees meanwhile. */
@Timeout(120)
final class SqliteRetentionTest extends IndexedStore {
  private static final UpkeepProgress QUIET = (task, done, total) -> {};
  private static final EventFilter TOLD =
      EventFilter.builder().types(EventTypes.of(Set.of("audit_events_removed"))).build();

  /** In these tests, the filter of a hold is the user that acted, as JSON. */
  private static Predicate<EventRecord> test(String filter) {
    return event -> filter.equals('"' + event.actorUser() + '"');
  }

  private Retention.Result retain(int firstKept, UpkeepProgress progress) {
    Retention.Request request =
        new Retention.Request(START_MICROS + firstKept, "op", SqliteRetentionTest::test);
    return Retention.run(directory, request, progress);
  }

  private static long count(EventStore store, EventFilter filter) {
    CountQuery.Bounds bounds = new CountQuery.Bounds(1, 1, 60_000);
    return store
        .count(
            new CountQuery(
                null, filter, 0, Long.MAX_VALUE, store.lastSequence(), null, null, bounds))
        .total();
  }

  private void assertWhole(Path of) {
    for (boolean quick : new boolean[] {false, true}) {
      assertThat(EventsCheck.run(of, quick, QUIET)).allMatch(StoreCheck::isWhole);
    }
  }

  private static void awaitTold(EventStore store, int removals) {
    while (walk(store, TOLD, Order.ASCENDING).size() < removals) {
      Thread.onSpinWait(); // the test's timeout is the bound
    }
  }

  @Test
  void retain_besideAnOpenStore_isFollowedByPagesCountsAndTheSequence() throws Exception {
    try (EventStore store = open()) {
      store.append(batch(events(0, 10_000))).join();
      awaitIndexed(9_000);
      assertThat(retain(6_001, QUIET)).isEqualTo(new Retention.Result(6_001, 0));
      for (Order order : Order.values()) {
        assertThat(walk(store, EVEN, order)).hasSize(1_999);
      }
      while (count(store, EVEN) != 1_999) {
        Thread.onSpinWait(); // the test's timeout is the bound
      }
      assertThat(store.find(event(10, "").id(), all(Order.ASCENDING, store)).events()).isEmpty();
      awaitTold(store, 1);
      store.append(batch(events(10_000, 2_000))).join();
      awaitIndexed(11_000);
      assertThat(count(store, EVEN)).isEqualTo(2_999);
      assertThat(store.lastSequence()).isEqualTo(12_001);
      assertThat(store.statistics().events()).isEqualTo(6_000);
      assertThat(number("SELECT sum(events) + sum(removed) FROM run"))
          .isEqualTo(number("SELECT sequence FROM posted"));
    }
    assertWhole(directory);
  }

  @Test
  void retain_ofEverything_goesOnBehindTheLastNumber() throws Exception {
    try (EventStore store = open()) {
      store.append(batch(events(0, 3_000))).join();
      awaitIndexed(2_000);
    }
    assertThat(retain(5_000, QUIET).removed()).isEqualTo(3_000);
    try (EventStore store = open()) {
      assertThat(store.lastSequence()).isGreaterThanOrEqualTo(3_000);
      awaitTold(store, 1);
      assertThat(store.lastSequence()).isEqualTo(3_001);
      assertThat(count(store, EventFilter.NONE)).isEqualTo(1);
      SequencePage page = store.follow(null, 17, 10);
      assertThat(page.events()).extracting(StoredEvent::sequence).containsExactly(3_001L);
    }
    execute("DELETE FROM event");
    execute("UPDATE removed_range SET last = 3001");
    try (EventStore store = open()) {
      assertThat(store.follow(null, 17, 10)).isEqualTo(new SequencePage(List.of(), 3_001));
      store.append(batch(events(0, 1))).join();
      assertThat(store.follow(null, 0, 10).events())
          .extracting(StoredEvent::sequence)
          .containsExactly(3_002L);
    }
  }

  @Test
  void holds_keepTheirEvents_andArePartOfTheStory() throws Exception {
    try (EventStore store = open()) {
      store.append(batch(events(0, 10_000))).join();
      awaitIndexed(9_000);
      long hold = Holds.add(directory, "\"even\"", "case 17", "op");
      assertThat(retain(8_000, QUIET)).isEqualTo(new Retention.Result(4_000, 4_000));
      EventFilter odd = EventFilter.builder().actorUsers(Set.of("odd")).build();
      while (count(store, odd) != 1_000 || count(store, EVEN) != 5_000) {
        Thread.onSpinWait(); // the test's timeout is the bound
      }
      assertThat(walk(store, odd, Order.DESCENDING)).hasSize(1_000);
      assertThat(walk(store, EVEN, Order.DESCENDING)).hasSize(5_000);
      assertWhole(directory);

      assertThat(Holds.remove(directory, hold, "op")).isPresent();
      assertThat(Holds.remove(directory, hold, "op")).isEmpty();
      assertThat(Holds.list(directory)).isEmpty();
      assertThat(retain(8_000, QUIET)).isEqualTo(new Retention.Result(4_000, 0));
      awaitTold(store, 2);
      assertThat(Holds.add(directory, "\"odd\"", "case 18", "op")).isEqualTo(hold + 1);
    }
    assertThat(walkTypes()).containsOnlyOnce("audit_hold_removed").contains("audit_hold_added");
    assertWhole(directory);
  }

  private List<String> walkTypes() {
    try (EventStore store = open()) {
      return walk(store, EventFilter.NONE, Order.ASCENDING).stream()
          .map(stored -> stored.event().type())
          .filter(type -> type.startsWith("audit_"))
          .toList();
    }
  }

  @Test
  void pages_whileTheIndexStillHasWhatWasRemoved_haveTheRestOnceInOrder() throws Exception {
    Random random = new Random(7);
    List<EventRecord> all = new ArrayList<>();
    try (EventStore store = open()) {
      for (int round = 0; round < 3; round++) {
        List<EventRecord> some = tied(random, 1_500);
        store.append(batch(some)).join();
        all.addAll(some);
        awaitIndexed(all.size());
      }
      try (Connection index = connect();
          Statement statement = index.createStatement()) {
        statement.execute(
            "CREATE TRIGGER stays BEFORE DELETE ON run BEGIN SELECT RAISE(ABORT, 'stays'); END");
      }
      Holds.add(directory, "\"held\"", "case 17", "op");
      Retention.Result result = retain(100, QUIET);
      all.removeIf(event -> !event.actorUser().equals("held"));
      assertThat(result.heldBack()).isEqualTo(all.size());
      assertThat(number("SELECT sum(events) FROM run")).isEqualTo(4_500);
      EventFilter type = EventFilter.builder().types(EventTypes.of(Set.of("type"))).build();
      for (Order order : Order.values()) {
        Comparator<EventRecord> ascending =
            Comparator.comparingLong(EventRecord::occurredAtMicros).thenComparing(EventRecord::id);
        all.sort(order == Order.ASCENDING ? ascending : ascending.reversed());
        assertThat(pagesOfSeven(store, type, order)).isEqualTo(all);
      }
    }
  }

  /** Events of five microseconds, in no order, of which a quarter is held. */
  private static List<EventRecord> tied(Random random, int count) {
    List<EventRecord> events = new ArrayList<>();
    for (EventRecord event : events(0, count)) {
      events.add(
          new EventRecord(
              Long.toHexString(random.nextLong()),
              event.type(),
              START_MICROS + random.nextInt(5),
              random.nextInt(4) == 0 ? "held" : "free",
              event.actorTenant(),
              event.ids(),
              ""));
    }
    return events;
  }

  private static List<EventRecord> pagesOfSeven(EventStore store, EventFilter filter, Order order) {
    List<EventRecord> found = new ArrayList<>();
    Position after = null;
    do {
      PageRequest request =
          new PageRequest(null, filter, order, 0, Long.MAX_VALUE, after, 7, store.lastSequence());
      EventPage page = store.page(request);
      page.events().forEach(stored -> found.add(stored.event()));
      after = page.next();
    } while (after != null);
    return found;
  }

  @Test
  void retain_thatEndsHalfWay_hasRecordedWhatIsGone_andTheNextOneGoesOn() throws Exception {
    try (EventStore store = open()) {
      store.append(batch(events(0, 20_000))).join();
    }
    UpkeepProgress breaks =
        (task, done, total) -> {
          if (done > 2_000) {
            throw new IllegalStateException("broken off");
          }
        };
    assertThatThrownBy(() -> retain(15_000, breaks)).hasMessage("broken off");
    long left = events("SELECT count(*) FROM event");
    assertThat(left).isBetween(5_001L, 18_000L);
    assertThat(events("SELECT removed FROM removal")).isEqualTo(20_000 - left);
    assertThat(events("SELECT count(*) FROM notice")).isEqualTo(1);
    assertWhole(directory);

    assertThat(retain(15_000, QUIET).removed()).isEqualTo(left - 5_000);
    assertThat(events("SELECT count(*) FROM removed_range")).isEqualTo(1);
    assertWhole(directory);
  }

  @Test
  void verify_tellsAHoleFromARemoval() throws Exception {
    try (EventStore store = open()) {
      store.append(batch(events(0, 1_000))).join();
    }
    retain(500, QUIET);
    execute("DELETE FROM event WHERE sequence IN (501, 700)");
    StoreCheck sequence = check("sequence");
    assertThat(sequence.damages()).isEqualTo(2);
    assertThat(sequence.examples()).containsExactly("501 is missing", "700 is missing");
    execute("UPDATE removed_range SET last = 502");
    assertThat(check("removals").examples())
        .contains("events of 1 to 502 are recorded as removed, but there");
  }

  private StoreCheck check(String name) {
    return EventsCheck.run(directory, false, QUIET).stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void copy_madeWhileEventsAreRemoved_isWhole() throws Exception {
    try (EventStore store = open()) {
      store.append(batch(events(0, 5_000))).join();
    }
    AtomicBoolean once = new AtomicBoolean();
    EventsCopy.copy(
        directory,
        directory.resolve("copy.db"),
        (task, done, total) -> {
          if (done > 200 && once.compareAndSet(false, true)) {
            retain(4_000, QUIET);
          }
        });
    assertThat(once).isTrue();
    Path copy = directory.resolve("copy");
    Files.createDirectory(copy);
    Files.move(directory.resolve("copy.db"), copy.resolve("events.db"));
    assertWhole(copy);
  }

  private static PageRequest all(Order order, EventStore store) {
    return new PageRequest(
        null, EventFilter.NONE, order, 0, Long.MAX_VALUE, null, 100, store.lastSequence());
  }

  private long events(String query) throws SQLException {
    try (Connection connection = connect("events.db");
        Statement statement = connection.createStatement()) {
      return statement.executeQuery(query).getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect("events.db");
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
