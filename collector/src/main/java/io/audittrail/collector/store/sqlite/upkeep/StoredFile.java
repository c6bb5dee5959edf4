package io.audittrail.collector.store.sqlite.upkeep;

import io.audittrail.collector.store.StoreUnavailableException;
import io.audittrail.collector.store.sqlite.SqliteEventStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file of the events in a data directory, which is there already.
 *
 * @param path where it is
 */
public record StoredFile(Path path) {
  /**
   * Finds the file.
   *
   * @throws StoreUnavailableException if the directory or the file is not there
   */
  public static StoredFile in(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new StoreUnavailableException("data directory " + directory + " does not exist", null);
    }
    Path path = directory.resolve(SqliteEventStore.FILE_NAME);
    if (!Files.isRegularFile(path)) {
      throw new StoreUnavailableException(
          directory + " holds no events: there is no " + path.getFileName() + " in it", null);
    }
    return new StoredFile(path.toAbsolutePath());
  }

  /** Returns the address by which SQLite opens it. */
  String uri(String parameters) {
    return path.toUri() + "?" + parameters;
  }
}
