package io.audittrail.collector.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps collectors from starting in a data directory while somebody reads files that must not
 * change, and writes nothing to do so. It holds nothing where a collector runs already, or never
 * ran.
 */
public final class DirectoryHold implements AutoCloseable {
  private final boolean inUse;
  private final @Nullable FileChannel channel;

  private DirectoryHold(boolean inUse, @Nullable FileChannel channel) {
    this.inUse = inUse;
    this.channel = channel;
  }

  /**
   * Holds a directory.
   *
   * @throws IOException if the file of its lock cannot be read
   */
  public static DirectoryHold of(Path directory) throws IOException {
    Path file = directory.resolve(DirectoryLock.FILE_NAME);
    if (DirectoryLock.isOwnedHere(directory.toRealPath())) {
      return new DirectoryHold(true, null);
    }
    if (!Files.isRegularFile(file)) {
      return new DirectoryHold(false, null);
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    boolean held = false;
    try {
      held = channel.tryLock(0, Long.MAX_VALUE, true) != null;
      return new DirectoryHold(!held, held ? channel : null);
    } finally {
      if (!held) {
        channel.close();
      }
    }
  }

  /** Returns whether a collector uses the directory. */
  public boolean isInUse() {
    return inUse;
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
