package io.audittrail.examples.power;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;

/**
 * A directory that a server serves, as those of networks are: {@code bindfs} does so for the
 * kernel. Each mount of it has locks of its own, as a network volume has that lies about them.
 */
final class NetworkVolume implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Process server;
  private final Path path;

  private NetworkVolume(Process server, Path path) {
    this.server = server;
    this.path = path;
  }

  /**
   * Mounts what lies in a directory at another; the test is skipped where that is not possible.
   *
   * @param options of bindfs
   */
  static NetworkVolume mount(Path served, Path at, String... options)
      throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        Command.succeeds("bindfs", "--version"), "a volume with a server needs bindfs");
    Files.createDirectories(served);
    Files.createDirectories(at);
    List<String> command = new ArrayList<>(List.of("bindfs", "-f", "--no-allow-other"));
    command.addAll(List.of(options));
    command.addAll(List.of(served.toString(), at.toString()));
    Process server =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!Command.succeeds("mountpoint", "-q", at.toString())) {
      Assumptions.assumeTrue(
          server.isAlive() && System.nanoTime() < end, "nothing can be mounted with bindfs here");
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return new NetworkVolume(server, at);
  }

  Path path() {
    return path;
  }

  /** Takes the server away: whoever uses the volume gets errors. */
  void lose() throws InterruptedException {
    server.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    Command.succeeds("umount", "-l", path.toString());
    lose();
  }
}
