package io.audittrail.examples.power;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * A disk with a file system of its own, whose power can be cut: what was not forced to it is gone
 * then, and whoever still uses it gets errors.
 *
 * <p>It is an ext4 file system in a file. The cut is its {@code EXT4_IOC_SHUTDOWN} without a flush
 * of the journal, as the tests of Linux's file systems do it.
 */
final class LoopDisk implements AutoCloseable {
  private static final String CUT =
      "open(D, '<', $ARGV[0]) or die $!; my $flags = pack('L', 2);"
          + " ioctl(D, 0x8004587D, $flags) or die $!";

  private final Path path;
  private Path image;

  private LoopDisk(Path image, Path path) {
    this.image = image;
    this.path = path;
  }

  /** Makes an empty disk below a directory; the test is skipped where that is not possible. */
  static LoopDisk make(Path directory) throws IOException, InterruptedException {
    Path image = directory.resolve("disk.img");
    Path path = Files.createDirectory(directory.resolve("disk"));
    Assumptions.assumeTrue(
        Command.succeeds("truncate", "-s", "256M", image.toString())
            && Command.succeeds("mkfs.ext4", "-q", "-F", image.toString())
            && Command.succeeds("mount", "-o", "loop", image.toString(), path.toString()),
        "a disk whose power can be cut needs Linux, root, mkfs.ext4 and a loop device");
    return new LoopDisk(image, path);
  }

  Path path() {
    return path;
  }

  /** Cuts the power: from now on nothing is written and nothing can be read. */
  void cutPower() throws IOException, InterruptedException {
    Command.run("perl", "-e", CUT, path.toString());
  }

  /**
   * Brings back what is on the disk; nobody may use it any more when it is called. What comes back
   * is a copy: whoever has a file system of his own, such as a container of another test, may still
   * have the dead one mounted.
   */
  void powerOn() throws IOException, InterruptedException {
    Path dead = image;
    image = Files.createTempFile(dead.getParent(), "disk", ".img");
    Command.run("cp", "--sparse=always", dead.toString(), image.toString());
    Command.run("umount", path.toString());
    Command.run("mount", "-o", "loop", image.toString(), path.toString());
    Files.delete(dead);
  }

  @Override
  public void close() throws InterruptedException {
    Command.succeeds("umount", "-l", path.toString());
  }
}
