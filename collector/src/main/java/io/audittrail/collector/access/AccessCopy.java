package io.audittrail.collector.access;

import io.audittrail.collector.driver.SqliteDriver;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;

/**
 * Copies what a data directory holds besides events: the tokens and the keys, while others use them
 * or not. Who has the copy can make continuations and cursors that the collector believes, so it
 * can be read by its owner alone, too.
 */
public final class AccessCopy {
  private static final int BUSY_MILLIS = 5_000;

  private AccessCopy() {}

  /**
   * Copies tokens and keys into another directory; what is not there is not copied.
   *
   * @throws IOException if something cannot be read or written
   */
  public static void copy(Path from, DataDirectory to) throws IOException {
    Path tokens = from.resolve(TokenStore.FILE);
    if (Files.isRegularFile(tokens)) {
      copyTokens(from, to.privateFile(TokenStore.FILE));
    }
    try (DirectoryStream<Path> keys = Files.newDirectoryStream(from, "*.key")) {
      for (Path key : keys) {
        if (Files.isRegularFile(key)) {
          Path copy = to.privateFile(String.valueOf(key.getFileName()));
          Files.write(
              copy, Files.readAllBytes(key), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        }
      }
    }
  }

  private static void copyTokens(Path from, Path copy) throws IOException {
    Path tokens = from.resolve(TokenStore.FILE).toAbsolutePath();
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setReadOnly(true);
    String url = "jdbc:sqlite:" + tokens.toUri() + (Files.isWritable(from) ? "" : "?immutable=1");
    try (Connection connection = SqliteDriver.connect(config, url);
        PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
      vacuum.setString(1, copy.toString());
      vacuum.execute();
    } catch (SQLException e) {
      throw new IOException("tokens in " + tokens + " cannot be copied: " + e.getMessage(), e);
    }
    try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
