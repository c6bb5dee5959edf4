package io.audittrail.collector.store.sqlite;

import static io.audittrail.collector.store.Events.batch;
import static io.audittrail.collector.store.Events.descriptions;
import static io.audittrail.collector.store.Events.event;
import static io.audittrail.collector.store.Events.withAttributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.BatchResult;
import io.audittrail.collector.store.EventPage;
import io.audittrail.collector.store.IncomingBatch;
import io.audittrail.collector.store.Mention;
import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.StoreBusyException;
import io.audittrail.collector.store.StoreUnavailableException;
import io.audittrail.collector.store.StoredEvent;
import io.audittrail.event.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the file cannot be written, provoked through a connection of the test. */
final class SqliteEventStoreFailureTest {
  private static final int QUEUE_BYTES = 10_000;
  private static final int LOG_BYTES = 500_000;

  @TempDir private Path directory;
  private SqliteEventStore store;
  private Connection connection;
  private Statement outside;

  @BeforeEach
  void openStore() throws SQLException {
    SqliteStoreSettings usual = SqliteStoreSettings.in(directory);
    store =
        SqliteEventStore.open(
            new SqliteStoreSettings(
                directory,
                QUEUE_BYTES,
                usual.transactionEvents(),
                usual.transactionBytes(),
                2,
                2_000,
                usual.pageMillis(),
                LOG_BYTES,
                2_000));
    connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("events.db"));
    outside = connection.createStatement();
  }

  @AfterEach
  void closeStore() throws SQLException {
    connection.close();
    store.close();
  }

  private BatchResult append(IncomingBatch batch) throws Exception {
    return store.append(batch).get(30, TimeUnit.SECONDS);
  }

  private void assertFails(CompletableFuture<BatchResult> future, String message) {
    assertThat(future)
        .failsWithin(30, TimeUnit.SECONDS)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(StoreUnavailableException.class)
        .withMessageContaining(message)
        .withMessageContaining("events.db");
  }

  private EventPage all() {
    return store.page(new PageRequest(null, 0, Long.MAX_VALUE, null, 1_000, store.lastSequence()));
  }

  @Test
  void append_whenARowCannotBeWritten_storesNothingOfItsBatchAndGoesOn() throws Exception {
    append(batch(event(1, "a")));
    outside.execute(
        """
        CREATE TRIGGER refuse AFTER INSERT ON event WHEN new.sequence = 3
        BEGIN SELECT RAISE(ABORT, 'refused by the test'); END
        """);

    assertFails(store.append(batch(event(2, "new"), event(3, "newer"))), "refused by the test");
    assertThat(store.lastSequence()).isEqualTo(1);
    assertThat(append(batch(event(4, "other"))).stored()).isEqualTo(1);
    outside.execute("DROP TRIGGER refuse");
    assertThat(append(batch(event(2, "new"), event(3, "newer"))).stored()).isEqualTo(2);

    assertThat(all().events())
        .containsExactly(
            new StoredEvent(1, event(1, "a")),
            new StoredEvent(3, event(2, "new")),
            new StoredEvent(4, event(3, "newer")),
            new StoredEvent(2, event(4, "other")));
  }

  @Test
  void append_whenADescriptionCannotBeWritten_storesNoEventOfItsBatch() throws Exception {
    outside.execute(
        """
        CREATE TRIGGER refuse BEFORE INSERT ON description WHEN new.id = 'bad'
        BEGIN SELECT RAISE(ABORT, 'refused by the test'); END
        """);
    Resource good = Resource.tenant("good", "Good");
    Resource bad = Resource.tenant("bad", "Bad");

    assertFails(
        store.append(new IncomingBatch(List.of(event(1, "a")), List.of(good, bad), null, 1)),
        "refused by the test");
    outside.execute("DROP TRIGGER refuse");
    assertThat(all().events()).isEmpty();
    append(descriptions(null, good, bad));
    assertThat(
            store.describe(
                List.of(
                    new Mention(ResourceKind.TENANT, "good", "a"),
                    new Mention(ResourceKind.TENANT, "bad", "a")),
                null))
        .as("what was rolled back is not taken for written")
        .containsExactlyInAnyOrder(good, bad);
  }

  @Test
  void append_besideABatchThatCannotBeWritten_succeeds() throws Exception {
    outside.execute(
        """
        CREATE TRIGGER refuse BEFORE INSERT ON name WHEN new.name = 'bad'
        BEGIN SELECT RAISE(ABORT, 'refused by the test'); END
        """);
    outside.execute("BEGIN IMMEDIATE"); // holds the writer up, so that the rest is one group
    List<CompletableFuture<BatchResult>> good = new ArrayList<>();
    good.add(store.append(batch(event(0, "a"))));
    good.add(store.append(batch(event(1, "a"))));
    CompletableFuture<BatchResult> bad = store.append(batch(event(2, "bad")));
    good.add(store.append(batch(event(3, "b"))));
    outside.execute("COMMIT");

    assertFails(bad, "refused by the test");
    for (CompletableFuture<BatchResult> future : good) {
      assertThat(future.get(30, TimeUnit.SECONDS).stored()).isEqualTo(1);
    }
    assertThat(all().events()).hasSize(3);
    assertThat(store.lastSequence()).isEqualTo(3);
  }

  @Test
  void append_whileTheFileIsLocked_failsInTimeAndSucceedsLater() throws Exception {
    outside.execute("BEGIN IMMEDIATE");
    assertFails(store.append(batch(event(1, "a"))), "locked");
    assertThat(all().events()).as("readers do not wait").isEmpty();
    outside.execute("ROLLBACK");

    assertThat(append(batch(event(1, "a"))).stored()).isEqualTo(1);
  }

  @Test
  void append_whenTooMuchWaits_isRefusedAtOnceAndTakenLater() throws Exception {
    IncomingBatch half = new IncomingBatch(List.of(event(1, "a")), List.of(), null, 5_000);
    outside.execute("BEGIN IMMEDIATE");
    List<CompletableFuture<BatchResult>> taken = new ArrayList<>();
    taken.add(store.append(half));
    taken.add(store.append(half));

    assertThatThrownBy(() -> store.append(batch(event(2, "a"))))
        .isInstanceOf(StoreBusyException.class)
        .hasMessageContaining("10000 of 10000 bytes");
    outside.execute("ROLLBACK");
    CompletableFuture.allOf(taken.toArray(CompletableFuture[]::new))
        .handle((result, failure) -> "done either way")
        .get(30, TimeUnit.SECONDS);
    IncomingBatch overTheBound =
        new IncomingBatch(List.of(event(2, "a")), List.of(), null, QUEUE_BYTES * 2);
    assertThat(append(overTheBound).stored()).as("taken because nothing waits").isEqualTo(1);
  }

  @Test
  void append_whileSomebodyReadsForLong_goesOnAndTheLogIsCutAfterwards() throws Exception {
    Path log = directory.resolve("events.db-wal");
    try (ResultSet reading = outside.executeQuery("SELECT name FROM sqlite_schema")) {
      assertThat(reading.next()).isTrue();
      int n = 0;
      while (Files.size(log) < LOG_BYTES * 2) {
        append(batch(event(n++, "a"), event(n++, "b"), event(n++, "c")));
      }
      assertThat(all().events()).hasSizeGreaterThan(0);
    }

    int next = 1_000_000;
    while (Files.size(log) > LOG_BYTES) {
      append(batch(event(next++, "a")));
      assertThat(next).as("the log is cut when it has grown once more").isLessThan(1_001_000);
    }
    assertThat(all().events()).hasSizeGreaterThan(0);
  }

  @Test
  void page_ofLargeEvents_endsEarlyAndSaysThatThereIsMore() throws Exception {
    String large = "\"text\":\"" + "x".repeat(1_500) + '"';
    append(
        batch(
            withAttributes(event(1, "a"), large),
            withAttributes(event(2, "a"), large),
            event(3, "a")));

    EventPage page = all();

    assertThat(page.events()).extracting(StoredEvent::sequence).containsExactly(1L, 2L);
    assertThat(page.more()).isTrue();
  }

  @Test
  void page_whenInterrupted_keepsTheInterruptAndFailsClearly() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(this::all)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(all().events()).isEmpty();
  }

  @Test
  void page_ofADamagedName_failsClearlyAndTheStoreGoesOn() throws Exception {
    append(batch(event(1, "a")));
    outside.execute("UPDATE event SET content = x'0101'");
    assertThatThrownBy(this::all)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("events.db");
    outside.execute("DELETE FROM event");

    assertThat(all().events()).isEmpty();
  }
}
