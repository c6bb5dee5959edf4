package io.audittrail.collector.store.sqlite;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a store keeps its file, and the bounds that it keeps.
 *
 * @param dataDirectory the directory of {@code events.db}, made if there is none
 * @param queueBytes the most bytes that wait for the writer, at least 1; a batch that is larger is
 *     taken when nothing else waits
 * @param transactionEvents the most events in one transaction, at least 1; a batch that is larger
 *     has a transaction of its own
 * @param transactionBytes the most bytes in one transaction, as the batches state them, at least 1;
 *     a batch that is larger has a transaction of its own
 * @param readers how many reads run at the same time, 1 to 64
 * @param pageBytes after how many packed bytes a page ends early, at least 1
 * @param pageMillis after how long a page ends early if events that match are hard to find, 1 to
 *     600000
 * @param logBytes how large the write-ahead log grows before the writer waits for readers, so that
 *     it can begin again, at least 1
 * @param waitMillis how long a read waits for its turn, and the writer for a lock on the file or
 *     for readers, 1 to 600000
 */
public record SqliteStoreSettings(
    Path dataDirectory,
    int queueBytes,
    int transactionEvents,
    int transactionBytes,
    int readers,
    int pageBytes,
    int pageMillis,
    int logBytes,
    int waitMillis) {
  private static final int MIB = 1024 * 1024;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public SqliteStoreSettings {
    Objects.requireNonNull(dataDirectory, "dataDirectory");
    requireRange("queueBytes", queueBytes, Integer.MAX_VALUE);
    requireRange("transactionEvents", transactionEvents, Integer.MAX_VALUE);
    requireRange("transactionBytes", transactionBytes, Integer.MAX_VALUE);
    requireRange("readers", readers, 64);
    requireRange("pageBytes", pageBytes, Integer.MAX_VALUE);
    requireRange("pageMillis", pageMillis, 600_000);
    requireRange("logBytes", logBytes, Integer.MAX_VALUE);
    requireRange("waitMillis", waitMillis, 600_000);
  }

  /** Returns the settings that suit most, for a store in the given directory. */
  public static SqliteStoreSettings in(Path dataDirectory) {
    return new SqliteStoreSettings(
        dataDirectory, 64 * MIB, 50_000, 16 * MIB, 4, 16 * MIB, 250, 256 * MIB, 5_000);
  }

  private static void requireRange(String setting, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(setting + " was " + value + ", allowed are 1 to " + most);
    }
  }
}
