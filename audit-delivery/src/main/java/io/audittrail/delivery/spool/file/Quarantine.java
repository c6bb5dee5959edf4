package io.audittrail.delivery.spool.file;

import io.audittrail.delivery.spool.file.SegmentWindow.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps bytes of segments that should have been records and cannot be read, each damaged place
 * once, in files named by segment and place. Not safe for use by several threads.
 */
final class Quarantine {
  /** The most bytes that are kept. */
  private static final long MAX_BYTES = 64L << 20;

  private final Path directory;
  private final SpoolListener listener;
  private long bytes;

  Quarantine(SpoolHome home, SpoolListener listener) {
    this.directory = home.file(SpoolHome.QUARANTINE);
    this.listener = listener;
  }

  void keep(Path segment, Part part) {
    String name = segment.getFileName() + "-" + part.offset();
    Path file = directory.resolve(name);
    if (Files.exists(file)) {
      return;
    }
    if (bytes + part.bytes().length > MAX_BYTES) {
      listener.trouble(
          part.bytes().length
              + " bytes of "
              + segment
              + " cannot be read, and are given up: "
              + directory
              + " has "
              + MAX_BYTES
              + " bytes at most",
          null);
      return;
    }
    bytes += part.bytes().length;
    try {
      prepare();
      Files.write(file, part.bytes(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      listener.trouble(
          part.bytes().length + " bytes of " + segment + " cannot be read and are kept in " + file,
          null);
    } catch (IOException e) {
      listener.trouble(segment + " is damaged, and " + file + " cannot be written: " + e, e);
    }
  }

  /** Keeps a file that cannot be read, so that nobody deletes it. */
  void unreadable(Path segment, IOException cause) {
    try {
      prepare();
      Files.createLink(directory.resolve(segment.getFileName()), segment);
    } catch (IOException | UnsupportedOperationException e) {
      cause.addSuppressed(e);
    }
    listener.trouble(segment + " cannot be read: " + cause, cause);
  }

  /**
   * Takes a file that cannot be read, and that nobody has; returns false if it has to stay where it
   * is.
   */
  boolean take(Path segment, IOException cause) {
    boolean taken = false;
    try {
      prepare();
      Files.move(segment, directory.resolve(segment.getFileName()));
      taken = true;
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    listener.trouble(segment + " cannot be read: " + cause, cause);
    return taken;
  }

  private void prepare() throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectory(directory, Permissions.directory(directory));
    }
  }
}
