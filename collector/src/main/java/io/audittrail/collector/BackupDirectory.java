package io.audittrail.collector;

import io.audittrail.collector.access.DataDirectory;
import io.audittrail.collector.store.DirectoryLock;
import io.audittrail.collector.store.StoreCheck;
import io.audittrail.collector.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;

/**
 * A directory that has its name only when it is whole: until then, the name ends in {@code
 * .partial}, and it is locked, so that neither a second backup nor a collector uses it.
 */
final class BackupDirectory implements AutoCloseable {
  private final Path target;
  private final Path partial;
  private final DirectoryLock lock;

  private BackupDirectory(Path target, Path partial, DirectoryLock lock) {
    this.target = target;
    this.partial = partial;
    this.lock = lock;
  }

  /**
   * Makes the directory under its first name; what an interrupted backup left there is deleted.
   *
   * @throws IllegalArgumentException if the target is there and not an empty directory, or cannot
   *     be replaced because a disk is mounted there
   * @throws IOException if something in the way is not a backup's
   */
  static BackupDirectory make(Path to) throws IOException {
    Path target = to.toAbsolutePath().normalize();
    Path parent = target.getParent();
    requireEmpty(target, to);
    if (parent == null || isMounted(target, parent)) {
      throw new IllegalArgumentException(
          "--to was " + to + ", where a disk is mounted: name a directory in it");
    }
    Path partial = parent.resolve(target.getFileName() + ".partial");
    DataDirectory.open(partial);
    DirectoryLock lock = DirectoryLock.acquire(partial);
    try {
      clear(partial);
      return new BackupDirectory(target, partial, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static void requireEmpty(Path target, Path to) throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    if (!Files.isDirectory(target)) {
      throw new IllegalArgumentException("--to was " + to + ", which is no directory");
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(target)) {
      if (files.iterator().hasNext()) {
        throw new IllegalArgumentException(
            "--to was " + to + ", allowed is a directory that is not there or empty");
      }
    }
  }

  private static boolean isMounted(Path target, Path parent) throws IOException {
    return Files.exists(target) && !Files.getFileStore(target).equals(Files.getFileStore(parent));
  }

  private static void clear(Path partial) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(partial)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (name.equals(DirectoryLock.FILE_NAME)) {
          continue;
        }
        if (!name.startsWith("events.db")
            && !name.startsWith("tokens.db")
            && !name.endsWith(".key")) {
          throw new IOException(file + " is not of a backup: move " + partial + " away");
        }
        Files.delete(file);
      }
    }
  }

  /** Returns where everything is written. */
  Path partial() {
    return partial;
  }

  /** Throws if a check of the copy found something. */
  void requireWhole(List<StoreCheck> checks) {
    for (StoreCheck check : checks) {
      if (!check.isWhole()) {
        throw new StoreUnavailableException(
            "what was copied is damaged ("
                + check.name()
                + ": "
                + check.examples().get(0)
                + "); it stays in "
                + partial,
            null);
      }
    }
  }

  /** Gives the directory its name, and returns how many bytes its files take. */
  long finish() throws IOException {
    Files.delete(partial.resolve(DirectoryLock.FILE_NAME));
    long bytes = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(partial)) {
      for (Path file : files) {
        bytes += Files.size(file);
      }
    }
    force(partial);
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    // An absolute path that is no root has a parent; a root is not empty, and was refused.
    force(Objects.requireNonNull(target.getParent()));
    return bytes;
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() {
    lock.close();
  }
}
