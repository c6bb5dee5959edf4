package io.audittrail.collector.store.sqlite.upkeep;

import io.audittrail.collector.store.StoreCheck;
import io.audittrail.collector.store.sqlite.file.SqliteFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the last events when a collector starts, and compares their checksums: what was written
 * when a machine or a disk went down is there. It takes the same time whatever the store holds, on
 * a thread of its own, so that nobody waits for it.
 */
public final class TailCheck {
  private static final Logger LOG = LoggerFactory.getLogger(TailCheck.class);
  private static final int EVENTS = 1_000;
  private static final int WAIT_MILLIS = 5_000;

  /** How long to wait for the end of a check. */
  public static final long END_MILLIS = 5_000;

  private TailCheck() {}

  /** Checks the events of a data directory that this process has opened, and returns at once. */
  public static Thread start(Path directory) {
    Thread thread = new Thread(() -> run(directory), "tail-check");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /**
   * Checks the events of a data directory that this process has opened. Damage is logged and stops
   * nobody: what is whole can be read, and more can be taken in.
   *
   * @return what is wrong, one line for each finding
   */
  static List<String> run(Path directory) {
    Path path = StoredFile.in(directory).path();
    List<String> damages = new ArrayList<>();
    try (Connection connection = new SqliteFile(path, WAIT_MILLIS).openReader(opened -> {})) {
      long last = SqliteFile.number(connection, "SELECT max(sequence) FROM event");
      EventPass pass = new EventPass(connection, Math.max(0, last - EVENTS));
      for (StoreCheck check : pass.run((what, done, all) -> {})) {
        check.examples().forEach(example -> damages.add(check.name() + ": " + example));
      }
    } catch (SQLException e) {
      damages.add(Damage.text(e));
    }
    for (String damage : damages) {
      LOG.error("among the last {} events of {}: {}", EVENTS, path, damage);
    }
    if (!damages.isEmpty()) {
      LOG.error("{} is damaged; collector verify says how much of it", path);
    }
    return damages;
  }
}
