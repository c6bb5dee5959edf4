package io.audittrail.collector.store.sqlite;

import static io.audittrail.collector.store.Events.batch;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.Order;
import io.audittrail.collector.store.sqlite.file.SqliteFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteConfig;

/** What becomes of an index that cannot be used. */
@Timeout(120)
final class SqliteIndexDamageTest extends IndexedStore {
  @Test
  void open_ofAFileWithAnIndexInside_takesItOutAndMakesAnother() throws Exception {
    store(5_000);
    Files.delete(directory.resolve("index.db"));
    try (Connection connection = connect("events.db");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE posting (key INTEGER)");
      statement.execute("CREATE TABLE posted (sequence INTEGER)");
      statement.execute("CREATE TABLE posted_type (type TEXT)");
      statement.execute("DROP TABLE producer"); // came later
      statement.execute("DROP TABLE producer_range");
      for (String table : List.of("removal", "removed_range", "hold", "notice")) {
        statement.execute("DROP TABLE " + table);
      }
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
      }

      assertThat(walk(store, EVEN, Order.ASCENDING)).hasSize(10_000);
      while (damagedLists() > 0 || store.statistics().indexLagEvents() > 1_000) {
        Thread.onSpinWait(); // the test's timeout is the bound
      }
      assertThat(walk(store, EVEN, Order.DESCENDING)).hasSize(10_000);
    }
    assertThat(damagedLists()).isZero();
  }

  /** Counts through a connection that only reads, so that it never touches a file that is new. */
  private long damagedLists() {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    try (Connection connection =
            config.createConnection(SqliteFile.url(directory.resolve("index.db")));
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT count(*) FROM posting WHERE ranks = x'80'")) {
      return result.getLong(1);
    } catch (SQLException e) {
      return Long.MAX_VALUE; // it is being made
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
}
