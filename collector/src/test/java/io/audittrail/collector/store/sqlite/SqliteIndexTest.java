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
import io.audittrail.collector.store.Position;
import io.audittrail.collector.store.StoredEvent;
import io.audittrail.collector.store.sqlite.file.SqliteFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the index follows the commits, and what a page makes of it. */
@Timeout(120)
final class SqliteIndexTest {
  @TempDir private Path directory;

  private EventStore open() {
    return SqliteEventStore.open(SqliteStoreSettings.in(directory));
  }

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

  private Connection connect() throws SQLException {
    return connect("index.db");
  }

  private Connection connect(String file) throws SQLException {
    return DriverManager.getConnection(SqliteFile.url(directory.resolve(file)));
  }

  private long number(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      return result.getLong(1);
    }
  }

  private static List<EventRecord> events(int first, int count) {
    List<EventRecord> events = new ArrayList<>();
    for (int n = first; n < first + count; n++) {
      events.add(
          new EventRecord(
              event(n, "").id(),
              "type",
              event(n, "").occurredAtMicros(),
              n % 2 == 0 ? "even" : "odd",
              "t",
              Map.of(ResourceKind.DATASET, List.of(n % 2 == 1 ? "even" : "odd", "all")),
              ""));
    }
    return events;
  }

  private void awaitIndexed(long sequence) throws Exception {
    while (number("SELECT sequence FROM posted") < sequence) {
      Thread.onSpinWait(); // the test's timeout is the bound
    }
  }

  private static List<StoredEvent> walk(EventStore store, EventFilter filter, Order order) {
    List<StoredEvent> found = new ArrayList<>();
    Position after = null;
    do {
      EventPage page =
          store.page(
              new PageRequest(
                  null, filter, order, 0, Long.MAX_VALUE, after, 700, store.lastSequence()));
      found.addAll(page.events());
      after = page.next();
    } while (after != null);
    return found;
  }

  private static final EventFilter EVEN = EventFilter.builder().actorUsers(Set.of("even")).build();

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
  void open_ofAFileWithAnIndexInside_takesItOutAndMakesAnother() throws Exception {
    store(5_000);
    Files.delete(directory.resolve("index.db"));
    try (Connection connection = connect("events.db");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE posting (key INTEGER)");
      statement.execute("CREATE TABLE posted (sequence INTEGER)");
      statement.execute("CREATE TABLE posted_type (type TEXT)");
      statement.execute("PRAGMA user_version = 2");
    }

    assertIndexIsMade(5_000);
    try (Connection connection = connect("events.db");
        Statement statement = connection.createStatement();
        ResultSet posting =
            statement.executeQuery("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'post%'")) {
      assertThat(posting.getInt(1)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void open_withADamagedIndex_makesItAnew(Damage damage) throws Exception {
    store(20_000);
    damage.to(directory.resolve("index.db"));

    assertIndexIsMade(20_000);
  }

  enum Damage {
    DELETED,
    GARBAGE,
    CUT,
    GARBAGE_INSIDE,
    OTHER_VERSION,
    OTHER_EVENTS;

    void to(Path file) throws Exception {
      byte[] content = Files.readAllBytes(file);
      switch (this) {
        case DELETED -> Files.delete(file);
        case GARBAGE -> Files.write(file, new byte[] {1, 2, 3});
        case CUT -> Files.write(file, Arrays.copyOf(content, content.length / 2));
        case GARBAGE_INSIDE -> {
          Arrays.fill(content, 8_192, content.length, (byte) 77);
          Files.write(file, content);
        }
        case OTHER_VERSION -> execute(file, "PRAGMA user_version = 99");
        case OTHER_EVENTS -> execute(file, "UPDATE posted SET event_id = x'01'");
      }
    }

    private static void execute(Path file, String sql) throws SQLException {
      try (Connection connection = DriverManager.getConnection(SqliteFile.url(file));
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void page_whileTheIndexIsDamaged_isWholeAndTheIndexIsMadeAnew() throws Exception {
    try (EventStore store = open()) {
      store.append(batch(events(0, 20_000))).join();
      awaitIndexed(20_000 - 1_000);
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        statement.execute("UPDATE posting SET ranks = x'80'");
        statement.execute("UPDATE run SET last_sequence = 0");
      }
      long before = number("SELECT version FROM posted");

      assertThat(walk(store, EVEN, Order.ASCENDING)).hasSize(10_000);
      while (number("SELECT count(*) FROM run WHERE last_sequence = 0") > 0) {
        assertThat(walk(store, EVEN, Order.DESCENDING)).hasSize(10_000);
      }
      assertThat(walk(store, EVEN, Order.DESCENDING)).hasSize(10_000);
      assertThat(before).isPositive();
    }
  }

  private void store(int count) throws Exception {
    try (EventStore store = open()) {
      store.append(batch(events(0, count))).join();
      awaitIndexed(count - 1_000);
    }
  }

  private void assertIndexIsMade(int count) throws Exception {
    try (EventStore store = open()) {
      assertThat(walk(store, EVEN, Order.ASCENDING)).hasSize(count / 2);
      while (store.statistics().indexLagEvents() > 1_000) {
        Thread.onSpinWait(); // the test's timeout is the bound
      }
      assertThat(walk(store, EVEN, Order.DESCENDING)).hasSize(count / 2);
    }
    assertThat(number("SELECT sum(count) FROM posting"))
        .isEqualTo(5 * number("SELECT sequence FROM posted"));
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
