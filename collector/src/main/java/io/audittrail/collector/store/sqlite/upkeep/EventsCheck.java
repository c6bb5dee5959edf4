package io.audittrail.collector.store.sqlite.upkeep;

import io.audittrail.collector.store.DirectoryHold;
import io.audittrail.collector.store.StoreCheck;
import io.audittrail.collector.store.StoreUnavailableException;
import io.audittrail.collector.store.UpkeepProgress;
import io.audittrail.collector.store.sqlite.Schema;
import io.audittrail.collector.store.sqlite.file.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks {@code events.db} from the form of the file to what each event says, and changes nothing.
 * It needs the same memory for any number of events.
 */
public final class EventsCheck {
  private static final int WAIT_MILLIS = 10_000;
  private static final int QUICK_EVENTS = 100_000;

  private final Connection connection;
  private final UpkeepProgress progress;
  private final List<StoreCheck> checks = new ArrayList<>();

  private EventsCheck(Connection connection, UpkeepProgress progress) {
    this.connection = connection;
    this.progress = progress;
  }

  /**
   * Checks the events of a data directory, while a collector uses it or not.
   *
   * @param quick whether only the last 100,000 events are read, and the others counted
   * @throws StoreUnavailableException if there is nothing to check, it cannot be read, or a newer
   *     collector made it
   */
  public static List<StoreCheck> run(Path directory, boolean quick, UpkeepProgress progress) {
    StoredFile stored = StoredFile.in(directory);
    SqliteFile file = new SqliteFile(stored.path(), WAIT_MILLIS);
    try (DirectoryHold hold = DirectoryHold.of(directory)) {
      boolean hasMap = Files.exists(file.beside("-shm"));
      try (Connection connection = file.openReader(parameters(file, hold, hasMap))) {
        return new EventsCheck(connection, progress).run(stored.path(), quick);
      } finally {
        if (!hold.isInUse() && !hasMap) {
          Files.deleteIfExists(file.beside("-shm"));
        }
      }
    } catch (SQLException | IOException e) {
      throw new StoreUnavailableException(
          "cannot read " + stored.path() + ": " + e.getMessage(), e);
    }
  }

  /** A reader of a log writes to the map beside it, which is harmless while a collector runs. */
  private static String parameters(SqliteFile file, DirectoryHold hold, boolean hasMap)
      throws IOException {
    if (hold.isInUse()) {
      return "mode=ro";
    }
    boolean hasLog = Files.exists(file.log()) && Files.size(file.log()) > 0;
    if (!hasLog) {
      return "mode=ro&immutable=1";
    }
    return hasMap ? "mode=ro&readonly_shm=1" : "mode=ro";
  }

  private List<StoreCheck> run(Path file, boolean quick) throws SQLException {
    Findings schema = new Findings("schema");
    long version = 0;
    try {
      long application = SqliteFile.number(connection, "PRAGMA application_id");
      version = SqliteFile.number(connection, "PRAGMA user_version");
      if (application != Schema.APPLICATION_ID) {
        schema.add(file.getFileName() + " is a database of something else");
      }
    } catch (SQLException e) {
      Damage.require(e);
      schema.add(Damage.text(e));
    }
    checks.add(schema.of("version " + version + " of " + Schema.VERSION));
    if (!checks.get(0).isWhole()) {
      return checks;
    }
    Schema.requireKnown(connection, "main", file);
    if (!quick) {
      checkFile();
    }
    checkEvents(quick);
    checkRows("names", "SELECT reference, name FROM name WHERE reference > ?", Rows::name);
    checkRows(
        "descriptions",
        "SELECT written, kind, id, parent, name, title, email FROM description WHERE written > ?",
        Rows::description);
    return checks;
  }

  private void checkFile() throws SQLException {
    Findings file = new Findings("file");
    Findings index = new Findings("time and id");
    progress.reached("the form of the file is checked", 0, 0);
    long pages = 0;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA integrity_check(1000)")) {
      while (rows.next()) {
        String row = rows.getString(1);
        if (row.contains("event_in_time")) {
          index.add(row);
        } else if (!row.equals("ok")) {
          row.lines().forEach(file::add);
        }
      }
    } catch (SQLException e) {
      Damage.require(e);
      file.add(Damage.text(e));
    }
    try {
      pages = SqliteFile.number(connection, "PRAGMA page_count");
    } catch (SQLException e) {
      Damage.require(e);
    }
    checks.add(file.of(pages + " pages"));
    checks.add(index.of("the index agrees with the rows"));
  }

  private void checkEvents(boolean quick) throws SQLException {
    try {
      long after = 0;
      if (quick) {
        long last = SqliteFile.number(connection, "SELECT max(sequence) FROM event");
        after = Math.max(0, last - QUICK_EVENTS);
        checkCounts(last);
        checkIndex(after, last);
      }
      checks.addAll(new EventPass(connection, after).run(progress));
      checks.add(new Removals(connection).check());
    } catch (SQLException e) {
      Damage.require(e);
      Findings events = new Findings("events");
      events.add(Damage.text(e));
      checks.add(events.of("cannot be read"));
    }
  }

  private void checkCounts(long last) throws SQLException {
    Findings counts = new Findings("counts");
    SqliteFile.execute(connection, List.of("BEGIN"));
    long indexed =
        SqliteFile.number(
            connection,
            "SELECT count(*) FROM event INDEXED BY event_in_time WHERE occurred_at >= 0"
                + " AND sequence <= "
                + last);
    long removed = new Removals(connection).between(1, last).count();
    SqliteFile.execute(connection, List.of("COMMIT"));
    if (indexed + removed != last) {
      counts.add(
          Math.abs(last - removed - indexed),
          indexed
              + " events are in the index, the last sequence number is "
              + last
              + (removed > 0 ? ", " + removed + " were removed" : ""));
    }
    checks.add(counts.of(indexed + " events"));
  }

  private void checkIndex(long after, long last) throws SQLException {
    Findings index = new Findings("time and id");
    String sql =
        """
        SELECT sequence FROM event AS one WHERE sequence > %d AND sequence <= %d AND NOT EXISTS (
          SELECT 1 FROM event AS same INDEXED BY event_in_time
          WHERE same.occurred_at = one.occurred_at AND same.event_id = one.event_id
            AND same.sequence = one.sequence)
        """
            .formatted(after, last);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        index.add("event " + rows.getLong(1) + " is not in the index");
      }
    }
    checks.add(index.of(last - after + " events"));
  }

  private void checkRows(String name, String query, Rows.Check check) throws SQLException {
    checks.add(new Rows(connection, name, query).run(check, progress));
  }
}
