package io.audittrail.examples.power;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.examples.JavaProcess;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Applications whose spool is on a disk that loses its power: what was not forced to it is gone.
 *
 * <p>{@code power.cuts} says how often each of them loses it.
 */
@Timeout(600)
@Tag("long")
class PowerLossIT {
  private static final int CUTS = Integer.getInteger("power.cuts", 1);
  private static final int LONG_INTERVAL_MILLIS = 60_000;
  private static final int INTERVAL_MILLIS = 500;

  /** What a busy disk may need to do what it was told. */
  private static final int DISK_MILLIS = 2_000;

  private static Estate estate;
  private static LoopDisk disk;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    disk = LoopDisk.make(directory);
    estate = new Estate(directory);
  }

  @AfterAll
  static void stop() throws Exception {
    if (estate != null) {
      estate.close();
    }
    if (disk != null) {
      disk.close();
    }
  }

  /**
   * Cuts the power under an application.
   *
   * @param calmMillis how long before nothing counts any more
   * @return what it had noted then
   */
  private static Set<String> cut(int calmMillis, Map<String, String> settings) throws Exception {
    return cut(calmMillis, settings, false);
  }

  private static Set<String> cut(int calmMillis, Map<String, String> settings, boolean killedFirst)
      throws Exception {
    JavaProcess application = estate.start(disk.path(), List.of(), settings);
    estate.awaitTaken(20 + new Random().nextInt(200));
    Set<String> taken = estate.takenByLast();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(calmMillis));
    if (killedFirst) {
      application.kill();
    }
    disk.cutPower();
    application.kill();
    disk.powerOn();
    return taken;
  }

  private static Map<String, String> syncEvery(int millis, String sync, String types) {
    return Map.of(
        "AUDIT_SYNC", sync, "AUDIT_SYNC_TYPES", types, "AUDIT_SYNC_INTERVAL_MILLIS", "" + millis);
  }

  @Test
  void log_thatWaitsForTheDisk_survivesPowerLoss() throws Exception {
    estate.collectorDown();
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < CUTS; i++) {
      taken.addAll(cut(0, syncEvery(LONG_INTERVAL_MILLIS, "always", "none")));
      taken.addAll(cut(0, syncEvery(LONG_INTERVAL_MILLIS, "interval", "trigger_*")));
    }
    Map<String, Integer> stored = estate.deliver(disk.path());

    assertThat(stored.keySet()).as("%s", estate.lastErrors()).containsAll(taken);
    assertThat(stored.values()).as("each is stored once").containsOnly(1);
  }

  /** The last application shows that the disk of these tests does lose what is not forced. */
  @Test
  void log_withAnInterval_losesAtMostWhatIsYounger() throws Exception {
    estate.collectorDown();
    Map<String, String> often = syncEvery(INTERVAL_MILLIS, "interval", "none");
    Set<String> old = new HashSet<>();
    for (int i = 0; i < CUTS; i++) {
      old.addAll(cut(INTERVAL_MILLIS + DISK_MILLIS, often, false));
      old.addAll(cut(INTERVAL_MILLIS + DISK_MILLIS, often, true));
    }
    Set<String> young = cut(0, syncEvery(LONG_INTERVAL_MILLIS, "interval", "none"));
    Set<String> stored = estate.deliver(disk.path()).keySet();
    young.removeAll(stored);

    assertThat(stored).as("%s", estate.lastErrors()).containsAll(old);
    assertThat(young).as("lost").isNotEmpty();
  }
}
