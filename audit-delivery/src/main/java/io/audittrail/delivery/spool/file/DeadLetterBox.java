package io.audittrail.delivery.spool.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes rejected events out of a spool whose owner may go on adding some. Not safe for use by
 * several threads.
 */
public final class DeadLetterBox {
  private final Path spool;

  DeadLetterBox(Path spool) {
    this.spool = spool;
  }

  static List<Path> files(Path spool) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(spool, DeadLetterFile.GLOB)) {
      found.forEach(files::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    files.sort(null);
    return files;
  }

  /**
   * Puts what is there aside, so that the owner adds to a new file, and returns it. It stays in the
   * directory until it is {@linkplain #replace replaced}.
   *
   * @throws IOException if the files cannot be moved or read
   */
  public List<Taken> take() throws IOException {
    List<Taken> taken = new ArrayList<>();
    try (FileChannel lockFile = DeadLetterFile.open(spool.resolve(DeadLetterFile.LOCK));
        FileLock lock = lockFile.lock()) {
      for (String name : List.of(DeadLetterFile.OLDER, DeadLetterFile.NAME)) {
        Path aside = spool.resolve("dead-letters-" + System.nanoTime() + "-taken.jsonl");
        try {
          if (lock.isValid()) {
            Files.move(spool.resolve(name), aside);
          }
        } catch (NoSuchFileException none) {
          // nothing was rejected
        }
      }
    }
    for (Path file : files(spool)) {
      if (file.getFileName().toString().endsWith("-taken.jsonl")) {
        taken.add(new Taken(file, Files.readAllLines(file, StandardCharsets.ISO_8859_1)));
      }
    }
    return taken;
  }

  /**
   * A file of rejected events.
   *
   * @param file where they are
   * @param letters each a line of JSON as it is in the file, one character for each byte, so that
   *     what is damaged stays as it is
   */
  public record Taken(Path file, List<String> letters) {}

  /**
   * Leaves the given lines of a file that was taken.
   *
   * @throws IOException if the file cannot be written
   */
  public void replace(Taken taken, List<String> left) throws IOException {
    if (left.isEmpty()) {
      Files.deleteIfExists(taken.file());
      return;
    }
    Path fresh = spool.resolve(taken.file().getFileName() + ".new");
    try (FileChannel channel = DeadLetterFile.open(fresh)) {
      ByteBuffer lines =
          ByteBuffer.wrap((String.join("\n", left) + "\n").getBytes(StandardCharsets.ISO_8859_1));
      while (lines.hasRemaining()) {
        channel.write(lines);
      }
      channel.force(true);
    }
    Files.move(
        fresh,
        taken.file(),
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  /** Deletes the spool's directory if its owner has ended and nothing is left in it. */
  public void tidy() throws IOException {
    SpoolHome home = SpoolHome.adopt(spool);
    if (home != null) {
      home.release();
    }
  }
}
