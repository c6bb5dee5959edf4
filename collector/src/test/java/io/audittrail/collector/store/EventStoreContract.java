package io.audittrail.collector.store;

import static io.audittrail.collector.store.Events.batch;
import static io.audittrail.collector.store.Events.event;
import static io.audittrail.collector.store.Events.everything;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link EventStore} promises; an implementation's test extends it. */
public abstract class EventStoreContract {
  @TempDir protected Path directory;

  protected EventStore store;

  /** Opens the store of a directory, the same one when it is opened again. */
  protected abstract EventStore open(Path directory);

  @BeforeEach
  void openStore() {
    store = open(directory);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  protected final BatchResult append(IncomingBatch batch) throws Exception {
    return store.append(batch).get(30, TimeUnit.SECONDS);
  }

  @Test
  void append_ofNewEvents_isReadInOrderOfTimeWithSequencesInOrderOfArrival() throws Exception {
    BatchResult result = append(batch(event(2, "a"), event(1, "b"), event(3, "a")));

    assertThat(result).isEqualTo(new BatchResult(3, 0, List.of()));
    assertThat(store.lastSequence()).isEqualTo(3);
    assertThat(store.page(everything(store)))
        .isEqualTo(
            new EventPage(
                List.of(
                    new StoredEvent(2, event(1, "b")),
                    new StoredEvent(1, event(2, "a")),
                    new StoredEvent(3, event(3, "a"))),
                false));
  }
}
