package io.audittrail.delivery.spool.file;

import io.audittrail.wire.WireLimits;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one spool, which this process has locked: {@code lock}, {@code
 * spool.properties}, {@code acknowledged}, {@code segment-…}, and, where there are any, dead
 * letters and what could not be read.
 */
final class SpoolHome {
  static final String PROPERTIES = "spool.properties";
  static final String CHECKPOINT = "acknowledged";
  static final String SEGMENT_GLOB = "segment-*";
  static final String QUARANTINE = "quarantine";
  static final String VERSION = "1";

  private final Path path;
  private final SpoolOwner owner;
  private final Ownership ownership;

  private SpoolHome(Path path, SpoolOwner owner, Ownership ownership) {
    this.path = path;
    this.owner = owner;
    this.ownership = ownership;
  }

  /**
   * Makes a directory and locks it.
   *
   * @throws IOException if it cannot be made or locked
   */
  static SpoolHome make(Path path, SpoolOwner owner) throws IOException {
    Files.createDirectory(path, Permissions.directory(path));
    Ownership ownership = null;
    try {
      ownership = Ownership.of(path, true);
      if (ownership == null) {
        throw new IOException("somebody else locked it");
      }
      writeProperties(path, owner);
      return new SpoolHome(path, owner, ownership);
    } catch (IOException e) {
      if (ownership != null) {
        ownership.release();
      }
      deleteAll(path);
      throw e;
    }
  }

  /**
   * Takes over the directory of a spool that nobody has.
   *
   * @return null if somebody has it, it has gone, or it is no spool that this version can read
   * @throws IOException if it cannot be read or locked
   */
  static @Nullable SpoolHome adopt(Path path) throws IOException {
    SpoolOwner owner = ownerOf(path);
    Ownership ownership = owner == null ? null : Ownership.of(path, false);
    return ownership == null || owner == null ? null : new SpoolHome(path, owner, ownership);
  }

  /**
   * Takes over the directory of a spool, even if its properties or its lock are damaged or missing,
   * and mends them.
   *
   * @param otherwise whose it is, if nothing says so
   * @return null if somebody has it
   * @throws IOException if it cannot be read, mended or locked
   */
  static @Nullable SpoolHome mend(Path path, SpoolOwner otherwise) throws IOException {
    Path lock = path.resolve(Ownership.LOCK_FILE);
    Ownership ownership = Ownership.of(path, !Files.exists(lock));
    if (ownership == null) {
      return null;
    }
    SpoolOwner owner = readableOwnerOf(path);
    if (owner == null) {
      owner = otherwise;
      writeProperties(path, owner);
    }
    return new SpoolHome(path, owner, ownership);
  }

  /** Returns whose spool a directory is; null if nothing says so that this version can read. */
  static @Nullable SpoolOwner readableOwnerOf(Path path) {
    try {
      return ownerOf(path);
    } catch (IOException damaged) {
      return null;
    }
  }

  /** Returns whose spool a directory is; null if it is none that this version can read. */
  static @Nullable SpoolOwner ownerOf(Path path) throws IOException {
    Properties properties = new Properties();
    try (Reader reader =
        Files.newBufferedReader(path.resolve(PROPERTIES), StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IllegalArgumentException e) {
      throw new IOException(path.resolve(PROPERTIES) + " cannot be read: " + e.getMessage(), e);
    }
    String producer = properties.getProperty("producer");
    String destination = properties.getProperty("destination");
    if (producer == null || destination == null || !WireLimits.isToken(producer)) {
      return null;
    }
    return VERSION.equals(properties.getProperty("version"))
        ? new SpoolOwner(producer, destination)
        : null;
  }

  private static void writeProperties(Path path, SpoolOwner owner) throws IOException {
    String properties = "version=" + VERSION + "\nproducer=" + owner.producer() + "\ndestination=";
    Path unfinished = path.resolve(PROPERTIES + ".new");
    Files.writeString(unfinished, properties + owner.destination() + "\n");
    Files.move(unfinished, path.resolve(PROPERTIES), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Returns the files with records. */
  static List<Path> segments(Path path) throws IOException {
    List<Path> segments = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, SEGMENT_GLOB)) {
      files.forEach(segments::add);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return segments;
  }

  /** Returns whether there are records, or numbers that the collector has not been told. */
  static boolean hasRecords(Path path) throws IOException {
    return Files.exists(path.resolve(CHECKPOINT)) || !segments(path).isEmpty();
  }

  Path path() {
    return path;
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** Returns the last part of the path, which no other spool has. */
  String id() {
    return path.getFileName().toString();
  }

  SpoolOwner owner() {
    return owner;
  }

  /** Returns the producer as it stands in events: name and spool. */
  String producer() {
    return owner.producer() + "/" + id();
  }

  /** Returns whether the directory can be read now. */
  boolean isThere() {
    try {
      return ownerOf(path) != null;
    } catch (IOException away) {
      return false;
    }
  }

  /** Forces to the disk that this directory is there, and whose it is. */
  void force() throws IOException {
    try (FileChannel channel = FileChannel.open(file(PROPERTIES), StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Permissions.forceDirectory(path);
    Permissions.forceDirectory(path.resolveSibling("."));
  }

  /** Deletes what holds records, all of which are acknowledged. */
  void deleteRecords() throws IOException {
    for (Path segment : segments(path)) {
      Files.deleteIfExists(segment);
    }
    Files.deleteIfExists(file(CHECKPOINT));
  }

  /** Gives the directory up: deletes it if nothing is in it that somebody should see. */
  void release() {
    boolean empty = false;
    try {
      empty = isEmpty();
      if (empty) {
        deleteAll(path);
      }
    } catch (IOException e) {
      // then it stays, and the next process looks at it again
    } finally {
      ownership.release();
    }
    if (empty) {
      deleteAll(path); // network volumes keep a file that is open under another name
    }
  }

  private boolean isEmpty() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!name.equals(Ownership.LOCK_FILE)
            && !name.equals(DeadLetterFile.LOCK)
            && !name.startsWith(PROPERTIES)) {
          return false;
        }
      }
    }
    return true;
  }

  private static void deleteAll(Path path) {
    try {
      Files.deleteIfExists(path.resolve(PROPERTIES));
      Files.deleteIfExists(path.resolve(PROPERTIES + ".new"));
      Files.deleteIfExists(path.resolve(DeadLetterFile.LOCK));
      Files.deleteIfExists(path.resolve(Ownership.LOCK_FILE));
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // an empty directory hurts nobody
    }
  }
}
