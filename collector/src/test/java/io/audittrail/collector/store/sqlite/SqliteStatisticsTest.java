package io.audittrail.collector.store.sqlite;

import static io.audittrail.collector.store.Events.batch;
import static io.audittrail.collector.store.Events.event;
import static io.audittrail.collector.store.Events.withAttributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.StoreListener;
import io.audittrail.collector.store.StoreStatistics;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStatisticsTest {
  @TempDir private Path directory;

  @Test
  void listener_hearsOfACommitBeforeItsCallerDoes() {
    List<StoreListener.Commit> heard = new CopyOnWriteArrayList<>();
    StoreListener listener =
        new StoreListener() {
          @Override
          public void committed(Commit commit) {
            heard.add(commit);
            throw new IllegalStateException("which must not matter");
          }
        };
    try (EventStore store = SqliteEventStore.open(SqliteStoreSettings.in(directory), listener)) {
      store.append(batch(event(1, "a"), event(2, "a"))).join();
      store
          .append(batch(event(1, "a"), withAttributes(event(2, "a"), "\"n\":1"), event(3, "a")))
          .join();
    }

    assertThat(heard)
        .extracting(
            StoreListener.Commit::batches,
            StoreListener.Commit::stored,
            StoreListener.Commit::duplicates,
            StoreListener.Commit::conflicts)
        .containsExactly(tuple(1, 2, 0, 0), tuple(1, 1, 1, 1));
    assertThat(heard).allSatisfy(commit -> assertThat(commit.nanos()).isPositive());
  }

  @Test
  void statistics_ofAStore_sayHowItIs() {
    try (EventStore store = SqliteEventStore.open(SqliteStoreSettings.in(directory))) {
      store.append(batch(event(1, "a"), event(2, "a"))).join();

      StoreStatistics statistics = store.statistics();

      assertThat(statistics.events()).isEqualTo(2);
      assertThat(statistics.queueBytes()).isZero();
      assertThat(statistics.databaseBytes()).isGreaterThan(4_096);
      assertThat(statistics.indexLagEvents()).isBetween(0L, 2L);
    }
  }
}
