package io.audittrail.collector.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Owns a data directory, so that no second collector writes to it: a lock on its file {@code
 * collector.lock}, which the operating system releases when the process ends, however it ends.
 *
 * <p>A second owner within the same process is refused as well.
 */
public final class DirectoryLock implements AutoCloseable {
  /** The name of the file that is locked. */
  public static final String FILE_NAME = "collector.lock";

  /** Locks of files are held by a process: within it, closing one channel would release them. */
  private static final Set<Path> OWNED = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Locks a directory, and makes it first if there is none.
   *
   * @throws StoreUnavailableException if the directory has an owner or cannot be written
   */
  public static DirectoryLock acquire(Path directory) {
    Path real;
    try {
      real = Files.createDirectories(directory).toRealPath();
    } catch (IOException e) {
      throw new StoreUnavailableException("cannot make the data directory " + directory, e);
    }
    if (!OWNED.add(real)) {
      throw inUse(real);
    }
    boolean acquired = false;
    try {
      DirectoryLock lock = lock(real);
      acquired = true;
      return lock;
    } catch (IOException e) {
      throw new StoreUnavailableException("cannot write to the data directory " + real, e);
    } finally {
      if (!acquired) {
        OWNED.remove(real);
      }
    }
  }

  @SuppressWarnings("resource") // the lock lives as long as its channel
  private static DirectoryLock lock(Path real) throws IOException {
    FileChannel channel =
        FileChannel.open(
            real.resolve(FILE_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(real);
      }
      locked = true;
      return new DirectoryLock(real, channel);
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  /** Returns whether this process owns a directory. */
  static boolean isOwnedHere(Path real) {
    return OWNED.contains(real);
  }

  private static StoreUnavailableException inUse(Path directory) {
    return new StoreUnavailableException(
        "another collector uses the data directory " + directory, null);
  }

  /** Lets go of the directory; doing it twice is doing it once. */
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot let go of the data directory " + directory, e);
    } finally {
      OWNED.remove(directory);
    }
  }
}
