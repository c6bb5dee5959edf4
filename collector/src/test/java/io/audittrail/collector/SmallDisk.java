package io.audittrail.collector;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A small disk in memory, which a test can fill; needs the right to mount. */
public final class SmallDisk implements AutoCloseable {
  private static final int BLOCK_BYTES = 64 * 1024;

  private final Path path;

  private SmallDisk(Path path) {
    this.path = path;
  }

  /** Mounts one, or skips the test where that is not allowed. */
  public static SmallDisk mount(Path directory, int mebibytes)
      throws IOException, InterruptedException {
    Path path = Files.createDirectory(directory.resolve("disk"));
    assumeTrue(
        Commands.succeeds(
            "mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", path.toString()),
        "no disk can be mounted here");
    return new SmallDisk(path);
  }

  public Path data() {
    return path.resolve("data");
  }

  /** Writes a file until so many bytes are left, 0 for a disk that is full. */
  public void fill(long leaving) throws IOException {
    byte[] block = new byte[BLOCK_BYTES];
    while (path.toFile().getUsableSpace() > leaving) {
      int bytes = (int) Math.min(block.length, path.toFile().getUsableSpace() - leaving);
      Files.write(
          filling(),
          bytes == block.length ? block : new byte[bytes],
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  /** Deletes what was filled in. */
  public void free() throws IOException {
    Files.delete(filling());
  }

  private Path filling() {
    return path.resolve("filling");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    Commands.succeeds("umount", "-l", path.toString());
  }
}
