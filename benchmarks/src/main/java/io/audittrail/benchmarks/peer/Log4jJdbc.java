package io.audittrail.benchmarks.peer;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.stream.Collectors;

/** Log4j's JDBCAppender in front of SQLite. */
final class Log4jJdbc implements IngestPeer {
  private static final String APPENDER =
      """
      <JDBC name="PEER" tableName="event" bufferSize="1000" ignoreExceptions="false">
        <DriverManager connectionString="%s"/>
        <Column name="occurred_at" isEventTimestamp="true"/>
        %s
      </JDBC>
      """;

  @Override
  public String name() {
    return "Log4j JDBCAppender to SQLite, bufferSize 1,000";
  }

  @Override
  public int share(int events) {
    return Math.min(events / 10, 500_000);
  }

  @Override
  public double rate(int events, Path directory) throws Exception {
    String url = SqliteJdbc.url(directory);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE event (occurred_at TIMESTAMP, "
              + String.join(" TEXT, ", PeerEvents.COLUMNS)
              + " TEXT)");
      String columns =
          PeerEvents.COLUMNS.stream()
              .map(
                  name ->
                      "<Column name=\"%s\" pattern=\"%%K{%s}\" isUnicode=\"false\"/>"
                          .formatted(name, name))
              .collect(Collectors.joining());
      double rate =
          Log4jLogging.rate(APPENDER.formatted(url.replace("&", "&amp;"), columns), events);
      try (ResultSet rows = statement.executeQuery("SELECT count(event_id) FROM event")) {
        if (!rows.next() || rows.getInt(1) != events) {
          throw new IllegalStateException("not every event was inserted");
        }
      }
      return rate;
    }
  }
}
