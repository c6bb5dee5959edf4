package io.audittrail.benchmarks.peer;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Four connections that insert 1,000 rows with each statement, which is a transaction. */
final class PostgresqlInserts implements IngestPeer {
  private static final int CONNECTIONS = 4;
  private static final int ROWS = 1_000;

  @Override
  public String name() {
    return "PostgreSQL, 4 × inserts of 1,000";
  }

  @Override
  public int share(int events) {
    return Math.min(events / 5, 1_000_000);
  }

  @Override
  public double rate(int events, Path directory) throws Exception {
    try (PostgresqlServer server = PostgresqlServer.start(directory)) {
      try (Connection connection = DriverManager.getConnection(server.url());
          Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE TABLE event (occurred_at BIGINT, "
                + String.join(" TEXT, ", PeerEvents.COLUMNS)
                + " TEXT, PRIMARY KEY (occurred_at, event_id))");
      }
      int statements = events / ROWS / CONNECTIONS;
      ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
      List<Callable<Void>> inserters = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        int seed = i;
        inserters.add(() -> insert(server.url(), statements, seed));
      }
      long start = System.nanoTime();
      for (Future<Void> end : threads.invokeAll(inserters)) {
        end.get();
      }
      threads.shutdown();
      return (double) statements * ROWS * CONNECTIONS / ((System.nanoTime() - start) / 1e9);
    }
  }

  private static Void insert(String url, int statements, int seed) throws SQLException {
    String row = "(?" + ",?".repeat(PeerEvents.COLUMNS.size()) + ")";
    String sql = "INSERT INTO event VALUES " + row + ("," + row).repeat(ROWS - 1);
    PeerEvents values = new PeerEvents(seed);
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < statements; i++) {
        int place = 0;
        for (int j = 0; j < ROWS; j++) {
          String[] columns = values.next();
          insert.setLong(++place, values.micros());
          for (String column : columns) {
            insert.setString(++place, column);
          }
        }
        insert.executeUpdate();
      }
    }
    return null;
  }
}
