package io.audittrail.benchmarks.peer;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;

/** The rows of the program in C, through JDBC. */
final class SqliteJdbc implements IngestPeer {
  private static final int ROWS_OF_TRANSACTION = 1_000;
  private static final int ID_BYTES = 16;
  private static final int CONTENT_BYTES = 100;

  @Override
  public String name() {
    return "SQLite through JDBC, executeBatch of 1,000";
  }

  /** Returns the address of a file with a write-ahead log, and a full sync for each commit. */
  static String url(Path directory) {
    return "jdbc:sqlite:" + directory.resolve("peer.db") + "?journal_mode=WAL&synchronous=FULL";
  }

  @Override
  public double rate(int events, Path directory) throws Exception {
    try (Connection connection = DriverManager.getConnection(url(directory));
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE event (time INTEGER, id BLOB, content BLOB, PRIMARY KEY (time, id))"
              + " WITHOUT ROWID");
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO event VALUES (?, ?, ?)")) {
        long start = System.nanoTime();
        insert(insert, events);
        return events / ((System.nanoTime() - start) / 1e9);
      }
    }
  }

  private static void insert(PreparedStatement insert, int events) throws Exception {
    PeerEvents values = new PeerEvents(1);
    for (int i = 1; i <= events; i++) {
      byte[] id = new byte[ID_BYTES];
      byte[] content = new byte[CONTENT_BYTES];
      values.fill(id);
      values.fill(content);
      insert.setLong(1, i);
      insert.setBytes(2, id);
      insert.setBytes(3, content);
      insert.addBatch();
      if (i % ROWS_OF_TRANSACTION == 0 || i == events) {
        insert.executeBatch();
        insert.getConnection().commit();
      }
    }
  }
}
