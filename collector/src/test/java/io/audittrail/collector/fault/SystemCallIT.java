package io.audittrail.collector.fault;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static io.audittrail.collector.RunningCollector.INGEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.audittrail.collector.Commands;
import io.audittrail.collector.RunningCollector;
import io.audittrail.collector.Upkeep;
import io.audittrail.collector.access.DataDirectory;
import io.audittrail.collector.access.Permission;
import io.audittrail.collector.access.Profile;
import io.audittrail.collector.access.TokenStore;
import io.audittrail.collector.store.EventPage;
import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.StoreCheck;
import io.audittrail.collector.store.sqlite.SqliteEventStore;
import io.audittrail.collector.store.sqlite.SqliteStoreSettings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A collector whose system calls fail, one by one: after a kill, what was acknowledged is found
 * once by whoever opens the store without faults, and the store is whole. {@code
 * -Dfault.matrix=true} tries all.
 */
@Timeout(120)
@Tag("long")
class SystemCallIT {
  private static final int BATCHES = 14;
  private static final int EVENTS = 10;
  private static final int ATTEMPTS = 3;

  /** So much that the log is copied to the file before the last batch. */
  private static final String LARGE = "\"text\":\"" + "0123456789".repeat(13_000) + '"';

  @TempDir Path data;
  private final List<String> acknowledged = new ArrayList<>();

  static List<Fault> faults() {
    return Boolean.getBoolean("fault.matrix") ? Fault.all() : Fault.some();
  }

  @BeforeAll
  static void requireStrace() throws Exception {
    assumeTrue(
        Commands.succeeds("strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "true"),
        "strace does not work here");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void fault_thenAKillAndAStart_leavesWhatWasAcknowledgedOnce(Fault fault) throws Exception {
    String token = token();
    boolean started = run(fault, token);
    List<String> stored = stored();
    System.out.printf(
        "fault: %s: %s, %d of %d acknowledged, %d stored%n",
        fault,
        started ? "started" : "no start",
        acknowledged.size(),
        BATCHES * EVENTS,
        stored.size());

    assertThat(stored).containsAll(acknowledged).doesNotHaveDuplicates();
    assertThat(Upkeep.verify(data, false, (task, done, total) -> {})).allMatch(StoreCheck::isWhole);
  }

  private String token() throws IOException {
    try (TokenStore tokens = TokenStore.open(DataDirectory.open(data))) {
      return tokens.create(
          "t", Set.of(Permission.AUDIT_WRITE), new Profile("t", null, null, null, null));
    }
  }

  /** Sends batches as a producer does, then kills; false if the collector could not start. */
  private boolean run(Fault fault, String token) throws Exception {
    RunningCollector collector;
    try {
      collector = RunningCollector.startUnder(fault.command(data), data);
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("did not start").message().doesNotContain("\tat ");
      return false;
    }
    try {
      for (int batch = 0; batch < BATCHES; batch++) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
          HttpResponse<String> answer = send(collector, token, batch);
          if (answer.statusCode() == 200) {
            break;
          }
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        }
      }
      return true;
    } finally {
      collector.kill();
    }
  }

  private HttpResponse<String> send(RunningCollector collector, String token, int batch) {
    String[] events = new String[EVENTS];
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      String id = "e-" + batch + "-" + i;
      events[i] = event(id, "2021-06-10T00:00:00Z", LARGE);
      ids.add(id);
    }
    HttpResponse<String> answer = collector.post(INGEST, token, body(events));
    if (answer.statusCode() == 200) {
      acknowledged.addAll(ids);
    }
    return answer;
  }

  private List<String> stored() {
    List<String> ids = new ArrayList<>();
    try (SqliteEventStore store = SqliteEventStore.open(SqliteStoreSettings.in(data))) {
      EventPage page;
      PageRequest next =
          new PageRequest(null, 0, Long.MAX_VALUE, null, 1_000, store.lastSequence());
      do {
        page = store.page(next);
        page.events().forEach(stored -> ids.add(stored.event().id()));
        next = new PageRequest(null, 0, Long.MAX_VALUE, page.next(), 1_000, store.lastSequence());
      } while (page.more());
    }
    return ids;
  }
}
