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
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
    return DriverManager.getConnection(Database.url(directory.resolve("events.db")));
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
    assertThat(number("SELECT count(*) FROM posting"))
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
  void open_ofAFileOfTheFirstVersion_fillsTheIndex() throws Exception {
    int count = 120_000;
    try (EventStore store = open()) {
      store.append(batch(events(0, count))).join();
    }
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE posting");
      statement.execute("DROP TABLE posted");
      statement.execute("DROP TABLE posted_type");
      statement.execute("CREATE TABLE tenant_event (tenant INTEGER)");
      statement.execute("PRAGMA user_version = 1");
    }

    try (EventStore store = open()) {
      assertThat(number("SELECT sequence FROM posted")).isGreaterThan(20_000);
      assertThat(walk(store, EVEN, Order.ASCENDING)).hasSize(count / 2);
      awaitIndexed(count - 1_000);
      assertThat(walk(store, EVEN, Order.DESCENDING)).hasSize(count / 2);
    }
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
