package io.audittrail.collector.store.sqlite.upkeep;

import static io.audittrail.collector.store.Events.batch;
import static io.audittrail.collector.store.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.sqlite.SqliteEventStore;
import io.audittrail.collector.store.sqlite.SqliteStoreSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailCheckTest {
  private static final int EVENTS = 1_200;

  @TempDir private Path directory;

  @BeforeEach
  void fill() throws Exception {
    try (SqliteEventStore store = SqliteEventStore.open(SqliteStoreSettings.in(directory))) {
      EventRecord[] events =
          IntStream.rangeClosed(1, EVENTS).mapToObj(i -> event(i, "a")).toArray(EventRecord[]::new);
      store.append(batch(events)).get(30, TimeUnit.SECONDS);
    }
  }

  private void change(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("events.db"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void run_ofAWholeStore_findsNothing() {
    assertThat(TailCheck.run(directory)).isEmpty();
  }

  @Test
  void run_ofDamageAmongTheLast_saysWhatAndWhere() throws Exception {
    change("UPDATE event SET content = x'0101' WHERE sequence = 1199");
    change("DELETE FROM event WHERE sequence = 1100");

    assertThat(TailCheck.run(directory))
        .hasSize(2)
        .anyMatch(line -> line.startsWith("contents: event 1199"))
        .contains("sequence: 1100 is missing");
  }

  @Test
  void run_ofDamageBeforeThem_leavesItToVerify() throws Exception {
    change("UPDATE event SET content = x'0101' WHERE sequence = 100");

    assertThat(TailCheck.run(directory)).isEmpty();
  }
}
