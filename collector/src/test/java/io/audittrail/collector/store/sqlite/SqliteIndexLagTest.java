package io.audittrail.collector.store.sqlite;

import static io.audittrail.collector.store.Events.batch;
import static io.audittrail.collector.store.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.collector.store.CountQuery;
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
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is found while the index is behind: by more than memory holds, and by more than that. */
@Timeout(240)
final class SqliteIndexLagTest {
  private static final int STEP_EVENTS = 20_000;
  private static final EventFilter OF_TENANT =
      EventFilter.builder().actorTenants(Set.of("tenant-3")).build();

  @TempDir private Path directory;

  @Test
  void store_whoseIndexIsFarBehind_findsAndCountsEverything() throws Exception {
    try (EventStore store = SqliteEventStore.open(SqliteStoreSettings.in(directory));
        Connection connection =
            DriverManager.getConnection(SqliteFile.url(directory.resolve("index.db")));
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TRIGGER full BEFORE INSERT ON run BEGIN SELECT RAISE(ABORT, 'full'); END");
      for (int stored = STEP_EVENTS; stored <= 7 * STEP_EVENTS; stored += STEP_EVENTS) {
        append(store, stored - STEP_EVENTS);
        assertThat(store.statistics().indexLagEvents()).isEqualTo(stored);
        assertFindsAndCounts(store, stored);
      }

      statement.execute("DROP TRIGGER full");
      while (store.statistics().indexLagEvents() > 0) {
        Thread.onSpinWait(); // the test's timeout is the bound
      }
      assertFindsAndCounts(store, 7 * STEP_EVENTS);
    }
  }

  @Test
  void store_whoseMemoryLacksEvents_indexesThemHoweverFewTheyAre() throws Exception {
    try (EventStore store = SqliteEventStore.open(SqliteStoreSettings.in(directory))) {
      store.append(batch(List.of(event(1, "tenant-3"), event(2, "tenant-3")))).join();
    }
    Files.delete(directory.resolve("index.db"));
    try (EventStore store = SqliteEventStore.open(SqliteStoreSettings.in(directory))) {
      while (store.statistics().indexLagEvents() > 0) {
        Thread.onSpinWait(); // the test's timeout is the bound
      }
    }
  }

  private static void append(EventStore store, int first) {
    List<EventRecord> events = new ArrayList<>();
    for (int n = first; n < first + STEP_EVENTS; n++) {
      events.add(event(n, "tenant-" + n % 20));
    }
    store.append(batch(events)).join();
  }

  private static void assertFindsAndCounts(EventStore store, int stored) {
    CountQuery.Bounds bounds = new CountQuery.Bounds(1, 1, 60_000);
    CountQuery query =
        new CountQuery(null, OF_TENANT, 0, Long.MAX_VALUE, stored, null, null, bounds);
    assertThat(store.count(query).total()).isEqualTo(stored / 20);
    List<Long> expected =
        LongStream.range(0, stored / 20).map(index -> index * 20 + 4).boxed().toList();
    assertThat(walk(store, stored)).isEqualTo(expected);
  }

  private static List<Long> walk(EventStore store, long snapshot) {
    List<Long> found = new ArrayList<>();
    Position after = null;
    do {
      EventPage page =
          store.page(
              new PageRequest(
                  null, OF_TENANT, Order.ASCENDING, 0, Long.MAX_VALUE, after, 2_000, snapshot));
      page.events().stream().map(StoredEvent::sequence).forEach(found::add);
      after = page.next();
    } while (after != null);
    return found;
  }
}
