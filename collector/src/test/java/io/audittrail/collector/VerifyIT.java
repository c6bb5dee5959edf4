package io.audittrail.collector;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.collector.access.Permission;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of damage is found, and nothing is changed by looking for it. */
class VerifyIT {
  private static final String WHOLE_INDEX =
      "CREATE UNIQUE INDEX event_in_time ON event (occurred_at, event_id)";

  @TempDir Path data;

  @BeforeEach
  void store() throws Exception {
    RunningCollector collector = RunningCollector.start(data);
    String writer = collector.token("t", Permission.AUDIT_WRITE);
    String[] events = new String[300];
    for (int i = 0; i < events.length; i++) {
      events[i] = event("e-" + i, "2021-06-10T00:00:00.%06dZ".formatted(i), "\"n\":" + i);
    }
    collector.ingest(writer, body(events));
    collector.process().destroyForcibly().waitFor();
  }

  @Test
  void killedCollector_isWhole_andNothingIsChanged() throws Exception {
    Map<String, String> before = contents();
    assertThat(verify(0)).contains("contents: ok, 300 events", "descriptions: ok");
    assertThat(verify(0, "--quick")).contains("time and id: ok, 300 events");
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void flippedByte_isFound() throws Exception {
    try (Connection connection = open();
        Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("SELECT content FROM event WHERE sequence = 150");
        PreparedStatement update =
            connection.prepareStatement("UPDATE event SET content = ? WHERE sequence = 150")) {
      byte[] content = row.getBytes(1);
      content[content.length - 5] ^= 1; // the last digit of "n":149
      row.close();
      update.setBytes(1, content);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
    assertThat(verify(5)).contains("contents: 1 damaged", "event 150: the checksum is wrong");
    assertThat(verify(5, "--quick")).contains("event 150: ");
  }

  @Test
  void deletedRow_isFound() throws Exception {
    change("DELETE FROM event WHERE sequence IN (150, 200, 201)");
    assertThat(verify(5))
        .contains("sequence: 3 damaged", "  150 is missing", "  200 to 201 are missing");
    assertThat(verify(5, "--quick")).contains("counts: 3 damaged");
  }

  @Test
  void missingName_isFound() throws Exception {
    change("DELETE FROM name WHERE name = 'u'");
    assertThat(verify(5)).contains("references: 300 damaged", "event 1: refers to", "  and more");
  }

  @Test
  void missingIndexEntry_isFound() throws Exception {
    defineIndex(WHOLE_INDEX + " WHERE sequence <> 150");
    change("REINDEX event_in_time");
    defineIndex(WHOLE_INDEX);
    assertThat(verify(5)).contains("time and id: ", "missing from index event_in_time");
    assertThat(verify(5, "--quick")).contains("event 150 is not in the index");
  }

  @Test
  void truncatedFile_isFound() throws Exception {
    change("PRAGMA wal_checkpoint(TRUNCATE)");
    try (FileChannel file = FileChannel.open(data.resolve("events.db"), StandardOpenOption.WRITE)) {
      file.truncate(file.size() / 2 / 4096 * 4096);
    }
    assertThat(verify(5)).endsWith("damaged\n");
  }

  @Test
  void otherFiles_areFound() throws Exception {
    change("PRAGMA application_id = 1");
    assertThat(verify(5)).contains("schema: 1 damaged", "a database of something else");
    for (String name : new String[] {"events.db-wal", "events.db-shm"}) {
      Files.deleteIfExists(data.resolve(name));
    }
    Files.writeString(data.resolve("events.db"), "no database ".repeat(1_000));
    assertThat(verify(5)).contains("schema: 1 damaged", "not a database");
    Files.delete(data.resolve("events.db"));
    assertThat(Jar.run("verify", "--data", data.toString()).code()).isEqualTo(1);
  }

  private String verify(int code, String... options) throws Exception {
    String[] arguments = {"verify", "--data", data.toString()};
    String[] all = Stream.of(arguments, options).flatMap(Arrays::stream).toArray(String[]::new);
    Jar.Run run = Jar.run(all);
    assertThat(run.code()).as(run.output() + run.errors()).isEqualTo(code);
    return run.output();
  }

  private Connection open() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + data.resolve("events.db"));
  }

  private void change(String sql) throws SQLException {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void defineIndex(String sql) throws SQLException {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA writable_schema = ON");
      statement.execute(
          "UPDATE sqlite_schema SET sql = '" + sql + "' WHERE name = 'event_in_time'");
    }
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.toList()) {
        contents.put(
            String.valueOf(file.getFileName()), Arrays.hashCode(Files.readAllBytes(file)) + "");
      }
    }
    return contents;
  }
}
