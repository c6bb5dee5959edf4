package io.audittrail.collector.store.sqlite.upkeep;

import io.audittrail.collector.store.StoreUnavailableException;
import io.audittrail.collector.store.UpkeepProgress;
import io.audittrail.collector.store.sqlite.Schema;
import io.audittrail.collector.store.sqlite.file.SqliteFile;
import io.audittrail.collector.store.sqlite.removal.RemovedRanges;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Copies {@code events.db} while a collector writes to it.
 *
 * <p>An event never changes and its sequence number grows, so events are copied in small pieces,
 * each in a read transaction of its own: the write-ahead log can begin again between them, and the
 * writer never waits. (SQLite's own backup begins anew with each commit of somebody else, or pins
 * the log until it ends, as {@code VACUUM INTO} does.) When few events are left, one transaction
 * reads them and all other tables, so that the copy is the file as it was at that moment.
 */
public final class EventsCopy {
  private static final int WAIT_MILLIS = 10_000;
  private static final int FEWEST_EVENTS = 64;
  private static final int MOST_EVENTS = 16_384;
  private static final long PIECE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** How often the last events are gone after before the rest is copied in one piece. */
  private static final int MOST_ROUNDS = 50;

  /** What is not safe when the process dies is thrown away: such a copy has no name yet. */
  private static final List<String> TARGET =
      List.of(
          "PRAGMA page_size = 4096",
          "PRAGMA journal_mode = OFF",
          "PRAGMA synchronous = OFF",
          "PRAGMA cache_size = -65536",
          "PRAGMA temp_store = MEMORY");

  private static final String COPY_EVENTS =
      "INSERT INTO main.event SELECT * FROM source.event WHERE sequence > ? ORDER BY sequence";

  private final Connection connection;
  private final Statement control;
  private final UpkeepProgress progress;
  private long copied;
  private long last;

  private EventsCopy(Connection connection, UpkeepProgress progress) throws SQLException {
    this.connection = connection;
    this.control = connection.createStatement();
    this.progress = progress;
  }

  /**
   * What was copied.
   *
   * @param events how many events
   * @param lastSequence the sequence number of the last one, 0 if there is none
   */
  public record Copied(long events, long lastSequence) {}

  /**
   * Copies the events of a data directory into a file, which is on the disk when this returns.
   *
   * @param target a file that is not there or empty
   * @throws StoreUnavailableException if the events cannot be read or the file cannot be written
   */
  public static Copied copy(Path directory, Path target, UpkeepProgress progress) {
    StoredFile source = StoredFile.in(directory);
    try {
      String uri = source.uri(Files.isWritable(directory) ? "mode=ro" : "mode=ro&immutable=1");
      Copied copied = copy(source, uri, target, progress);
      try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      return copied;
    } catch (SQLException | IOException e) {
      throw new StoreUnavailableException(
          "cannot copy " + source.path() + " to " + target + ": " + e.getMessage(), e);
    }
  }

  private static Copied copy(StoredFile source, String uri, Path target, UpkeepProgress progress)
      throws SQLException {
    SqliteFile file = new SqliteFile(target, WAIT_MILLIS);
    try (Connection connection = file.openWriter(opened -> SqliteFile.execute(opened, TARGET))) {
      try (PreparedStatement attach = connection.prepareStatement("ATTACH ? AS source")) {
        attach.setString(1, uri);
        attach.execute();
      }
      Schema.requireKnown(connection, "source", source.path());
      return new EventsCopy(connection, progress).run();
    }
  }

  private Copied run() throws SQLException {
    long version = number("PRAGMA source.user_version");
    control.execute("PRAGMA main.application_id = " + number("PRAGMA source.application_id"));
    control.execute("PRAGMA main.user_version = " + version);
    create("type = 'table'");
    create("type = 'index'");
    copyMostEvents();
    control.execute("BEGIN");
    if (number("PRAGMA source.user_version") != version) {
      throw new SQLException("the collector changed the tables meanwhile; start again");
    }
    copyEvents(Integer.MAX_VALUE);
    for (String table : tables()) {
      control.execute("INSERT INTO main." + table + " SELECT * FROM source." + table);
    }
    deleteRemoved();
    control.execute("COMMIT");
    create("type NOT IN ('table', 'index')");
    long total = number("SELECT count(*) FROM main.event");
    progress.reached("events copied", total, total);
    return new Copied(total, last);
  }

  private void create(String condition) throws SQLException {
    for (String sql :
        texts(
            "SELECT sql FROM source.sqlite_schema WHERE sql IS NOT NULL AND "
                + "name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND "
                + condition
                + " ORDER BY rowid")) {
      control.execute(sql);
    }
  }

  private List<String> tables() throws SQLException {
    return texts(
        "SELECT '\"' || replace(name, '\"', '\"\"') || '\"' FROM source.sqlite_schema"
            + " WHERE type = 'table' AND name <> 'event'"
            + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid");
  }

  /** Copies events until those that are left fit into one piece. */
  private void copyMostEvents() throws SQLException {
    int piece = FEWEST_EVENTS;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      long end = number("SELECT max(sequence) FROM source.event");
      if (end - last <= piece && round > 0) {
        return;
      }
      while (last < end) {
        long began = System.nanoTime();
        if (copyEvents(piece) == 0) {
          break; // the rest was removed meanwhile
        }
        long nanos = System.nanoTime() - began;
        piece = nanos > PIECE_NANOS ? piece / 2 : nanos < PIECE_NANOS / 4 ? piece * 2 : piece;
        piece = Math.max(FEWEST_EVENTS, Math.min(MOST_EVENTS, piece));
        progress.reached("events copied", copied, copied + Math.max(0, end - last));
      }
    }
  }

  private int copyEvents(int most) throws SQLException {
    int count;
    try (PreparedStatement copy = connection.prepareStatement(COPY_EVENTS + " LIMIT ?")) {
      copy.setLong(1, last);
      copy.setInt(2, most);
      count = copy.executeUpdate();
    }
    copied += count;
    last = number("SELECT max(sequence) FROM main.event");
    return count;
  }

  /** Deletes what was copied before it was removed. */
  private void deleteRemoved() throws SQLException {
    if (RemovedRanges.areKept(connection)) {
      control.execute(
          """
          DELETE FROM main.event WHERE sequence IN (
            SELECT gone.sequence FROM main.removed_range AS range
            CROSS JOIN main.event AS gone ON gone.sequence BETWEEN range.first AND range.last)
          """);
    }
  }

  private long number(String query) throws SQLException {
    return SqliteFile.number(connection, query);
  }

  private List<String> texts(String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet rows = control.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
