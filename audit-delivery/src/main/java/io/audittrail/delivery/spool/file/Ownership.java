package io.audittrail.delivery.spool.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The lock on a spool's directory, which ends with the process whatever ends it.
 *
 * <p>On POSIX systems a process loses its lock on a file when it closes any handle to that file. So
 * nobody in this JVM may even open the lock of a spool that somebody in it has: a system property
 * says so, because the agent and an appender share a JVM but no classes.
 */
final class Ownership {
  static final String LOCK_FILE = "lock";
  private static final String PROPERTY = "io.audittrail.spool.";

  private final String property;
  private final FileChannel channel;

  private Ownership(String property, FileChannel channel) {
    this.property = property;
    this.channel = channel;
  }

  /**
   * Locks a directory.
   *
   * @return null if somebody else has it, or it has gone
   * @throws IOException if the file system cannot lock
   */
  static @Nullable Ownership of(Path directory, boolean fresh) throws IOException {
    String property = PROPERTY + directory.getFileName();
    if (System.getProperties().putIfAbsent(property, "in use") != null) {
      return null;
    }
    FileChannel channel = null;
    boolean locked = false;
    try {
      Path file = directory.resolve(LOCK_FILE);
      channel =
          fresh
              ? FileChannel.open(
                  file,
                  Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                  Permissions.file(file))
              : FileChannel.open(file, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      locked = lock != null && Files.exists(file); // else its last owner has just deleted it
      return locked ? new Ownership(property, channel) : null;
    } catch (NoSuchFileException | OverlappingFileLockException othersHaveIt) {
      return null;
    } finally {
      if (!locked) {
        System.clearProperty(property);
        close(channel);
      }
    }
  }

  /** Returns whether somebody in this JVM has the spool. */
  static boolean isInThisJvm(Path directory) {
    return System.getProperty(PROPERTY + directory.getFileName()) != null;
  }

  /**
   * Returns whether nobody has a spool, as far as its lock says.
   *
   * @throws IOException if the lock cannot be read, or is not there
   */
  static boolean isFree(Path directory) throws IOException {
    if (isInThisJvm(directory)) {
      return false;
    }
    if (!Files.exists(directory.resolve(LOCK_FILE))) {
      throw new NoSuchFileException(directory.resolve(LOCK_FILE).toString());
    }
    Ownership free = of(directory, false);
    if (free != null) {
      free.release();
    }
    return free != null;
  }

  void release() {
    close(channel);
    System.clearProperty(property);
  }

  private static void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // the process's end closes it
    }
  }
}
