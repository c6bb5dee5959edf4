package io.audittrail.collector.store.sqlite;

import static io.audittrail.collector.store.Events.batch;
import static io.audittrail.collector.store.Events.descriptions;
import static io.audittrail.collector.store.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.sqlite.file.SqliteFile;
import io.audittrail.event.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What ends up in the file, and what does not. */
final class SqliteEventStoreFileTest {
  @TempDir private Path directory;

  private EventStore open() {
    return SqliteEventStore.open(SqliteStoreSettings.in(directory));
  }

  private long number(String query) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(SqliteFile.url(directory.resolve("events.db")));
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      return result.getLong(1);
    }
  }

  @Test
  @Timeout(60)
  void append_ofStandardEvents_takesAtMost180BytesForEach() throws Exception {
    int count = 20_000;
    List<EventRecord> events = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      String id = "018bcfe5687b" + UUID.randomUUID().toString().replace("-", "").substring(12);
      events.add(event(id, 1_700_000_000_000_000L + n, "tenant-" + n % 3));
    }
    try (EventStore store = open()) {
      store.append(batch(events)).join();
      while (store.statistics().indexLagEvents() > 1_000) {
        Thread.onSpinWait(); // the test's timeout is the bound
      }
    }

    long stored = Files.size(directory.resolve("events.db"));
    long index = Files.size(directory.resolve("index.db"));
    assertThat((stored + index) / count).isBetween(100L, 180L);
    assertThat(index / count).as("all entries of an event").isBetween(5L, 30L);
    assertThat(directory.resolve("index.db-wal")).doesNotExist();
  }

  @Test
  void append_ofADescriptionThatChangesNothing_costsNoWrite() throws Exception {
    Resource first = Resource.user("u", "a", "ann", null, "x".repeat(2_000));
    Resource second = Resource.tenant("a", "A");
    try (EventStore store = open()) {
      store.append(descriptions(null, first, second)).join();
      store.append(descriptions(null, first, second, first)).join();
    }
    assertThat(number("SELECT max(written) FROM description")).isEqualTo(2);

    try (EventStore store = open()) {
      store.append(descriptions(null, first, second)).join();
      assertThat(number("SELECT max(written) FROM description")).isEqualTo(2);
      store.append(descriptions(null, Resource.tenant("a", "B"))).join();
    }
    assertThat(number("SELECT max(written) FROM description")).isEqualTo(3);
    assertThat(number("SELECT count(*) FROM description")).isEqualTo(2);
  }
}
