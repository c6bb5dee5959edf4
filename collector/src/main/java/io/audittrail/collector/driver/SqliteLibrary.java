package io.audittrail.collector.driver;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite's library, which the driver unpacks from its jar and loads once for a process.
 *
 * <p>Left to itself the driver unpacks it into the temporary directory that all processes share,
 * and deletes there what looks left behind: a process that starts while another one ends trips over
 * that one's file, and a killed one leaves its file for ever. So each process has a directory of
 * its own, which is gone as soon as the library is loaded.
 */
final class SqliteLibrary {
  /** The driver's setting: where it unpacks the library. Who sets it has the driver's own way. */
  private static final String PLACE = "org.sqlite.tmpdir";

  /** The driver's setting: where the library lies already. */
  private static final String READY = "org.sqlite.lib.path";

  private static boolean loaded;

  private SqliteLibrary() {}

  static synchronized void load() throws SQLException {
    if (loaded) {
      return;
    }
    if (isPlaceChosen()) {
      initialize(System.getProperty(PLACE));
    } else {
      loadFromOwnDirectory();
    }
    loaded = true;
  }

  /** Windows deletes no library that is in use. */
  private static boolean isPlaceChosen() {
    return System.getProperty(PLACE) != null
        || System.getProperty(READY) != null
        || File.separatorChar == '\\';
  }

  private static void loadFromOwnDirectory() throws SQLException {
    Path directory;
    try {
      directory = Files.createTempDirectory("audit-trail-sqlite-");
    } catch (IOException e) {
      throw notLoaded(System.getProperty("java.io.tmpdir"), e);
    }
    // A network volume may keep what is in use until the process ends. Files are deleted then in
    // the reverse of the order in which they were named, those of the driver first.
    directory.toFile().deleteOnExit();
    System.setProperty(PLACE, directory.toString());
    try {
      initialize(directory.toString());
    } finally {
      System.clearProperty(PLACE);
      delete(directory);
    }
  }

  private static void initialize(String place) throws SQLException {
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception | LinkageError e) {
      throw notLoaded(place, e);
    }
  }

  private static SQLException notLoaded(String place, Throwable cause) {
    return new SQLException(
        "SQLite's library cannot be loaded from "
            + place
            + " (the system property "
            + PLACE
            + " names another directory, which must be writable and not mounted with noexec): "
            + cause,
        cause);
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      // what is left is deleted when the process ends
    }
  }
}
