package io.audittrail.collector.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link EventStore} promises, in suites: {@link AppendContract}, {@link PageContract},
 * {@link FilterContract}, {@link CountContract}, {@link FollowContract}, {@link DescribeContract}
 * and {@link ProducerContract}. An implementation's test extends each of them.
 */
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

  protected final void reopen() {
    store.close();
    store = open(directory);
  }

  protected final BatchResult append(IncomingBatch batch) throws Exception {
    return store.append(batch).get(60, TimeUnit.SECONDS);
  }

  /** Reads all events of a viewer, page by page, as they are now. */
  protected final List<StoredEvent> readAll(@Nullable String viewer) {
    List<StoredEvent> all = new ArrayList<>();
    long snapshot = store.lastSequence();
    Position after = null;
    EventPage page;
    do {
      page = store.page(new PageRequest(viewer, 0, Long.MAX_VALUE, after, 1_000, snapshot));
      all.addAll(page.events());
      after = page.events().isEmpty() ? null : Events.position(page);
    } while (page.more());
    return all;
  }
}
