package io.audittrail.examples.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.audittrail.examples.JavaProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Applications whose spool is on a volume with a server, which cannot do what a disk can. */
@Timeout(300)
@Tag("long")
class NetworkVolumeIT {
  private static final int INTERVAL_MILLIS = 200;
  private static final int SERVER_MILLIS = 2_000;
  private static final Map<String, String> SETTINGS =
      Map.of("AUDIT_SYNC_INTERVAL_MILLIS", "" + INTERVAL_MILLIS, "AUDIT_FULL_WAIT_MILLIS", "10");

  private static Estate estate;
  @TempDir Path directory;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    estate = new Estate(data);
  }

  @AfterAll
  static void stop() throws Exception {
    estate.close();
  }

  private NetworkVolume mount(String at, String... options) throws Exception {
    return NetworkVolume.mount(directory.resolve("served"), directory.resolve(at), options);
  }

  @Test
  void volume_thatCannotMap_isRefusedByName_andEventsWaitInMemory() throws Exception {
    estate.collectorUp();
    try (NetworkVolume volume = mount("volume", "-o", "direct_io")) {
      JavaProcess application = estate.start(volume.path(), List.of(), SETTINGS);
      estate.awaitStoredOfLast();

      assertThat(application.errors())
          .contains("spoolDirectory was " + volume.path() + ", which cannot hold a spool: ")
          .contains("events wait in memory, and end with the process");
      assertThat(volume.path()).as("what could not be used is gone").isEmptyDirectory();
      application.kill();
    }
  }

  /** Such as NFS without its lock daemon: the call fails, as strace lets it here. */
  @Test
  void volume_thatCannotLock_isRefusedByName_andEventsWaitInMemory() throws Exception {
    List<String> strace = List.of("strace", "-D", "-f", "-o", "/dev/null", "-e", "trace=fcntl");
    assumeTrue(Command.succeeds("strace", "-o", "/dev/null", "true"), "needs strace");
    List<String> before = new ArrayList<>(strace);
    before.addAll(List.of("-e", "inject=fcntl:error=ENOLCK"));
    estate.collectorUp();
    JavaProcess application = estate.start(directory, before, SETTINGS);
    application.awaitError("events wait in memory, and end with the process");

    assertThat(application.errors())
        .contains("spoolDirectory was " + directory + ", which cannot hold a spool: ")
        .contains("No locks available");
    assertThat(directory).as("what could not be used is gone").isEmptyDirectory();
    application.kill();
  }

  @Test
  void volume_thatGoesAway_disturbsNobody_andKeepsWhatItHas() throws Exception {
    estate.collectorDown();
    Set<String> old;
    try (NetworkVolume volume = mount("volume")) {
      JavaProcess application = estate.start(volume.path(), List.of(), SETTINGS);
      estate.awaitTaken(200);
      old = estate.takenByLast();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(INTERVAL_MILLIS + SERVER_MILLIS));
      volume.lose();
      estate.awaitTaken(estate.takenByLast().size() + 100);

      assertThat(application.isAlive()).isTrue();
      assertThat(application.errors()).contains("could not be forced to the disk");
      application.kill();
    }
    try (NetworkVolume volume = mount("volume")) {
      assertThat(estate.deliver(volume.path()).keySet()).containsAll(old);
    }
  }

  @Test
  void volume_whoseLocksDoNotReachOtherHosts_losesWhatTheyTakeFromEachOther() throws Exception {
    estate.collectorDown();
    try (NetworkVolume here = mount("here");
        NetworkVolume there = mount("there")) {
      JavaProcess living = estate.start(here.path(), List.of(), SETTINGS);
      estate.awaitTaken(200);
      Set<String> taken = estate.takenByLast();
      Set<String> stored = estate.deliver(there.path()).keySet();

      assertThat(stored).as("sent by the host that took the spool").containsAll(taken);
      living.awaitError("audit events in the spool cannot be read");
    }
  }
}
