package io.audittrail.delivery.spool.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentPoolTest {
  private static final int ROUNDS = 100;
  private static final int SEGMENT_BYTES = 256 * 1024;

  @TempDir Path directory;

  @Test
  void take_whileTheLastOneIsMadeAhead_waitsForIt() throws Exception {
    ExecutorService upkeep = Executors.newSingleThreadExecutor();
    try {
      for (int round = 0; round < ROUNDS; round++) {
        SpoolHome home = SpoolHome.make(directory.resolve("s-" + round), Spools.OWNER);
        SegmentPool pool = new SegmentPool(home, SEGMENT_BYTES, 1);
        Callable<Void> ahead =
            () -> {
              pool.prepare();
              return null;
            };
        Future<Void> made = upkeep.submit(ahead);
        while (round % 2 == 0 && !pool.isPrepared() && !made.isDone()) {
          Thread.onSpinWait();
        }

        assertThat(pool.take()).isNotNull();
        made.get();
        home.release();
      }
    } finally {
      upkeep.shutdownNow();
    }
  }
}
