package io.audittrail.delivery.spool.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever waits for the disk is not kept waiting for the next interval. */
@Timeout(120)
class AwaitForcedTest {
  private static final int ROUNDS = 1_000;
  private static final long INTERVAL_MILLIS = 60_000;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  @TempDir Path directory;

  /** A thread that reads all the time keeps the locks busy for which the upkeep has to wait. */
  @Test
  void awaitForced_withALongInterval_isHeardEachTime() throws Exception {
    Spools.Heard heard = new Spools.Heard();
    FileSpool spool =
        FileSpool.make(
            SpoolHome.make(directory.resolve("spool"), Spools.OWNER),
            new SpoolSize(64 * 1024, 20),
            new SpoolTerms(INTERVAL_MILLIS, heard));
    AtomicBoolean done = new AtomicBoolean();
    Thread reading =
        new Thread(
            () -> {
              while (!done.get()) {
                spool.acknowledge(spool.read(10, 10_000).end());
              }
            });
    reading.start();
    try {
      for (int round = 0; round < ROUNDS; round++) {
        assertThat(spool.append(new byte[200])).isTrue();
        assertThat(spool.awaitForced(PATIENCE_NANOS)).as("round %d", round).isTrue();
      }
    } finally {
      done.set(true);
      reading.join();
      spool.close();
    }
    assertThat(heard.troubles).isEmpty();
  }
}
