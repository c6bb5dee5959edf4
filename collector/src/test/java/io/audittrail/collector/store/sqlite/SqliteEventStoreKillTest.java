package io.audittrail.collector.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.collector.store.EventPage;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.Events;
import io.audittrail.collector.store.IncomingBatch;
import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.Position;
import io.audittrail.collector.store.StoredEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it stores events loses nothing that it acknowledged. */
@Timeout(120)
final class SqliteEventStoreKillTest {
  private static final int BATCH_EVENTS = 50;
  private static final int ACKNOWLEDGED_BATCHES = 40;

  @TempDir private Path directory;

  /** The child: appends for ever, and prints the number of each batch that is acknowledged. */
  public static final class Appender {
    private Appender() {}

    public static void main(String[] arguments) {
      EventStore store = SqliteEventStore.open(SqliteStoreSettings.in(Path.of(arguments[0])));
      int first = Integer.parseInt(arguments[1]);
      for (int writer = 0; writer < 3; writer++) {
        int offset = writer;
        new Thread(() -> append(store, first + offset)).start();
      }
    }

    private static void append(EventStore store, int first) {
      for (int number = first; ; number += 3) {
        store.append(batch(number)).join();
        synchronized (System.out) {
          System.out.println(number + ";");
          System.out.flush();
        }
      }
    }
  }

  private static IncomingBatch batch(int number) {
    List<EventRecord> events = new ArrayList<>();
    for (int i = 0; i < BATCH_EVENTS; i++) {
      events.add(Events.event(number * BATCH_EVENTS + i, "tenant-" + number % 7));
    }
    return Events.batch(events);
  }

  @RepeatedTest(2)
  void append_inAProcessThatIsKilled_losesNothingAcknowledged() throws Exception {
    Set<Integer> acknowledged = new HashSet<>();
    for (int life = 0; life < 2; life++) {
      acknowledged.addAll(appendUntilKilled(life * 1_000_000));
      Set<String> stored = readIds();

      List<String> lost =
          acknowledged.stream()
              .flatMap(number -> batch(number).events().stream())
              .map(EventRecord::id)
              .filter(id -> !stored.contains(id))
              .toList();
      assertThat(lost).as("acknowledged, but not there").isEmpty();
    }
  }

  private Set<Integer> appendUntilKilled(int first) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Appender.class.getName(),
                directory.toString(),
                Integer.toString(first))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Set<Integer> acknowledged = new HashSet<>();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.endsWith(";")) { // the last line may be cut
          acknowledged.add(Integer.valueOf(line.substring(0, line.length() - 1)));
        }
        if (acknowledged.size() == ACKNOWLEDGED_BATCHES) {
          // Unlike the process's own method, its handle's leaves the output readable.
          process.toHandle().destroyForcibly();
        }
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED_BATCHES);
    return acknowledged;
  }

  /** Reads everything, checks that the sequence has no gaps and batches are whole. */
  private Set<String> readIds() {
    Set<String> ids = new HashSet<>();
    List<Long> sequences = new ArrayList<>();
    try (EventStore store = SqliteEventStore.open(SqliteStoreSettings.in(directory))) {
      Position after = null;
      EventPage page;
      do {
        page =
            store.page(
                new PageRequest(null, 0, Long.MAX_VALUE, after, 1_000, store.lastSequence()));
        for (StoredEvent stored : page.events()) {
          ids.add(stored.event().id());
          sequences.add(stored.sequence());
        }
        after = Events.position(page);
      } while (page.more());
      assertThat(sequences.stream().sorted().toList())
          .isEqualTo(LongStream.rangeClosed(1, store.lastSequence()).boxed().toList());
      assertThat(sequences.size() % BATCH_EVENTS).as("batches are whole").isZero();
    }
    return ids;
  }
}
