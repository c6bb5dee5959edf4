package io.audittrail.collector.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.CountQuery;
import io.audittrail.collector.store.EventFilter;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.Events;
import io.audittrail.collector.store.GroupBy;
import io.audittrail.collector.store.Order;
import io.audittrail.collector.store.sqlite.file.SqliteFile;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that is killed while it fills the index finds everything afterwards. */
@Timeout(240)
final class SqliteIndexKillTest {
  private static final int ROUND_EVENTS = 2_100;
  private static final int ROUNDS = 12;
  private static final int TAIL_EVENTS = 1_000;

  @TempDir private Path directory;

  /** Where the index is held up, by a trigger that takes for ever. */
  enum Moment {
    STEP("AFTER INSERT ON run", "RunWriter"),
    MERGE("BEFORE DELETE ON unlisted_run", "RunCleaner");

    private final String event;
    private final String where;

    Moment(String event, String where) {
      this.event = event;
      this.where = where;
    }
  }

  /** The child: appends events until the index is held up, says how many, and waits. */
  public static final class Indexing {
    private Indexing() {}

    public static void main(String[] arguments) throws Exception {
      Path directory = Path.of(arguments[0]);
      Moment moment = Moment.valueOf(arguments[1]);
      EventStore store = SqliteEventStore.open(SqliteStoreSettings.in(directory));
      execute(
          directory,
          "CREATE TRIGGER held %s BEGIN SELECT count(*) FROM list a, list b, list c; END"
              .formatted(moment.event));
      for (int round = 0; round < ROUNDS && !isHeld(moment); round++) {
        store.append(Events.batch(events(round))).join();
        while (store.statistics().indexLagEvents() > TAIL_EVENTS && !isHeld(moment)) {
          Thread.sleep(10);
        }
      }
      while (!isHeld(moment)) {
        Thread.sleep(10);
      }
      System.out.println(store.lastSequence());
      Thread.sleep(600_000);
    }

    private static boolean isHeld(Moment moment) {
      for (Map.Entry<Thread, StackTraceElement[]> thread : Thread.getAllStackTraces().entrySet()) {
        if (thread.getKey().getName().equals("audit-store-indexer")) {
          String frames = List.of(thread.getValue()).toString();
          return frames.contains("executeUpdate") && frames.contains(moment.where);
        }
      }
      return false;
    }
  }

  private static List<EventRecord> events(int round) {
    List<EventRecord> events = new ArrayList<>();
    for (int n = round * ROUND_EVENTS; n < (round + 1) * ROUND_EVENTS; n++) {
      events.add(
          Events.withIds(
              Events.event(n, "tenant-" + n % 7),
              Map.of(ResourceKind.DATASET, List.of("dataset-" + n))));
    }
    return events;
  }

  private static void execute(Path directory, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(SqliteFile.url(directory.resolve("index.db")));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String query) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(SqliteFile.url(directory.resolve("index.db")));
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      return result.getLong(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void index_inAProcessThatIsKilled_isWholeAfterTheNextStart(Moment moment) throws Exception {
    int stored = runUntilKilled(moment);
    execute(directory, "DROP TRIGGER held");
    boolean inMerge = moment == Moment.MERGE;
    assertThat(number("SELECT count(*) FROM unlisted_run")).isEqualTo(inMerge ? 1 : 0);
    assertThat(number("SELECT sequence FROM posted")).isLessThan(stored);

    try (EventStore store = SqliteEventStore.open(SqliteStoreSettings.in(directory))) {
      assertThat(store.lastSequence()).isEqualTo(stored);
      assertEverythingIsFound(store, stored);
      store.append(Events.batch(events(ROUNDS))).join();
      while (store.statistics().indexLagEvents() > TAIL_EVENTS
          || number("SELECT count(*) FROM unlisted_run") > 0) {
        Thread.onSpinWait(); // the test's timeout is the bound
      }
      assertEverythingIsFound(store, stored + ROUND_EVENTS);
    }
    assertThat(number("SELECT count(DISTINCT run) FROM posting"))
        .isEqualTo(number("SELECT count(*) FROM run"));
    assertThat(number("SELECT sum(events) FROM run"))
        .isEqualTo(number("SELECT sequence FROM posted"));
  }

  private int runUntilKilled(Moment moment) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Indexing.class.getName(),
                directory.toString(),
                moment.name())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      int stored = Integer.parseInt(output.readLine());
      process.destroyForcibly();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return stored;
    } finally {
      process.destroyForcibly();
    }
  }

  private static void assertEverythingIsFound(EventStore store, int stored) {
    CountQuery byDataset =
        new CountQuery(
            null,
            EventFilter.NONE,
            0,
            Long.MAX_VALUE,
            stored,
            null,
            GroupBy.DATASET,
            new CountQuery.Bounds(1, 100_000, 60_000));
    assertThat(store.count(byDataset).groups()).hasSize(stored);
    for (int tenant = 0; tenant < 7; tenant++) {
      EventFilter filter = EventFilter.builder().actorTenants(Set.of("tenant-" + tenant)).build();
      assertThat(IndexedStore.walk(store, filter, Order.DESCENDING))
          .hasSize((stored - tenant + 6) / 7);
    }
  }
}
