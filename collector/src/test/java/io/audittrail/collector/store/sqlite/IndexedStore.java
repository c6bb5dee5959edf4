package io.audittrail.collector.store.sqlite;

import static io.audittrail.collector.store.Events.event;

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
import org.junit.jupiter.api.io.TempDir;

/** A store on files of the test, and a way to look into them. */
abstract class IndexedStore {
  @TempDir Path directory;

  EventStore open() {
    return SqliteEventStore.open(SqliteStoreSettings.in(directory));
  }

  Connection connect() throws SQLException {
    return connect("index.db");
  }

  Connection connect(String file) throws SQLException {
    return DriverManager.getConnection(SqliteFile.url(directory.resolve(file)));
  }

  long number(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      return result.getLong(1);
    }
  }

  static List<EventRecord> events(int first, int count) {
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

  void awaitIndexed(long sequence) throws Exception {
    while (number("SELECT sequence FROM posted") < sequence) {
      Thread.onSpinWait(); // the test's timeout is the bound
    }
  }

  static List<StoredEvent> walk(EventStore store, EventFilter filter, Order order) {
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

  static final EventFilter EVEN = EventFilter.builder().actorUsers(Set.of("even")).build();
}
