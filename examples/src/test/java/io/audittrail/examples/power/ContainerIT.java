package io.audittrail.examples.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.audittrail.examples.JavaProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Applications in containers: each is process 1 on a host with a name of its own, and has a file
 * system that ends with it.
 */
@Timeout(300)
@Tag("long")
class ContainerIT {
  private static final List<String> UNSHARE =
      List.of("unshare", "--fork", "--kill-child", "--pid", "--mount-proc", "--uts", "--mount");

  @TempDir private static Path directory;
  private static Estate estate;

  @BeforeAll
  static void start() throws Exception {
    List<String> probe = new ArrayList<>(UNSHARE);
    probe.addAll(List.of("mount", "-t", "tmpfs", "tmpfs", directory.toString()));
    assumeTrue(
        Command.succeeds(probe.toArray(String[]::new)), "containers need Linux, root, and unshare");
    estate = new Estate(directory);
  }

  @AfterAll
  static void stop() throws Exception {
    if (estate != null) {
      estate.close();
    }
  }

  /** Returns what starts a container: a host's name, and where its own file system lies. */
  private static List<String> container(String host, Path own) {
    List<String> command = new ArrayList<>(UNSHARE);
    String script =
        "mount -t tmpfs tmpfs \"$1\" && hostname \"$2\""
            + " && echo \"pid $$ on $(hostname)\" && shift 2 && exec \"$@\"";
    command.addAll(List.of("sh", "-c", script, "sh", own.toString(), host));
    return command;
  }

  @Test
  void container_whoseSpoolIsOnAVolume_isSucceededByAnother(@TempDir Path own, @TempDir Path volume)
      throws Exception {
    estate.collectorDown();
    Set<String> taken = new HashSet<>();
    for (String host : List.of("box-1", "box-2")) {
      JavaProcess application = estate.start(volume, container(host, own), Map.of());
      estate.awaitTaken(100);
      assertThat(application.output()).startsWith("pid 1 on " + host);
      application.kill();
      taken.addAll(estate.takenByLast());
    }
    Map<String, Integer> stored = estate.deliver(volume, container("box-3", own));

    assertThat(stored.keySet()).containsAll(taken);
    assertThat(stored.values()).as("each is stored once").containsOnly(1);
    assertThat(volume).isEmptyDirectory();
  }

  @Test
  void container_whoseSpoolIsItsOwn_takesWhatWaitedWithIt_andItsEndIsUnknown(@TempDir Path own)
      throws Exception {
    Path spool = own.resolve("spool");
    estate.collectorUp();
    JavaProcess application = estate.start(spool, container("box-1", own), Map.of());
    estate.awaitStoredOfLast();
    estate.collectorDown();
    estate.awaitTaken(estate.takenByLast().size() + 100);
    application.kill();
    Set<String> lost = estate.takenByLast();
    lost.removeAll(estate.deliver(spool, container("box-2", own)).keySet());

    assertThat(lost).as("lost with the container").hasSizeGreaterThanOrEqualTo(100);
    assertThat(estate.producers()).contains("\"closed\":false,\"last_sequence\":null");
  }
}
