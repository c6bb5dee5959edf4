package io.audittrail.delivery.spool.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in a spool's directory, read while its owner may go on writing: nothing is changed, and
 * nothing is held. Immutable.
 */
public final class SpoolSurvey {
  private static final int MAX_FILE_BYTES = 16 << 20;

  /** A segment that is being written may look damaged for a moment. */
  private static final int MAX_ATTEMPTS = 3;

  private final Path path;
  private final @Nullable SpoolOwner owner;
  private final boolean running;
  private final List<Waiting> waiting;
  private final List<String> damages;

  /**
   * A record that waits.
   *
   * @param position its position
   * @param record its bytes
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Waiting(long position, byte[] record) {}

  private SpoolSurvey(Path path) throws IOException {
    List<Waiting> found = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    this.path = path;
    this.owner = ownerOf(path, wrong);
    this.running = isRunning(path);
    long acknowledged = Checkpoint.read(path.resolve(SpoolHome.CHECKPOINT));
    if (acknowledged < 0) {
      wrong.add(SpoolHome.CHECKPOINT + " is damaged");
    }
    for (Path segment : SpoolHome.segments(path)) {
      read(segment, Math.max(0, acknowledged), found, wrong);
    }
    found.sort(Comparator.comparingLong(Waiting::position));
    this.waiting = List.copyOf(found);
    this.damages = List.copyOf(wrong);
  }

  /**
   * Looks at every spool in a directory, in the order of their names.
   *
   * @throws IOException if the directory or a spool in it cannot be read
   */
  public static List<SpoolSurvey> all(Path root) throws IOException {
    List<SpoolSurvey> spools = new ArrayList<>();
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(root)) {
      for (Path directory : directories) {
        if (Files.exists(directory.resolve(SpoolHome.PROPERTIES))) {
          spools.add(new SpoolSurvey(directory));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    spools.sort(Comparator.comparing(SpoolSurvey::id));
    return spools;
  }

  private static @Nullable SpoolOwner ownerOf(Path path, List<String> wrong) {
    try {
      return SpoolHome.ownerOf(path);
    } catch (IOException e) {
      wrong.add(SpoolHome.PROPERTIES + " is damaged: " + e.getMessage());
      return null;
    }
  }

  private static boolean isRunning(Path path) throws IOException {
    if (Ownership.isInThisJvm(path)) {
      return true;
    }
    Ownership free = Ownership.of(path, false);
    if (free != null) {
      free.release();
    }
    return free == null;
  }

  private void read(Path segment, long from, List<Waiting> found, List<String> wrong)
      throws IOException {
    long salt = RecordFormat.salt(id());
    int before = found.size();
    for (int attempt = 1; ; attempt++) {
      List<String> damage = new ArrayList<>();
      byte[] bytes;
      try (InputStream in = Files.newInputStream(segment)) {
        bytes = in.readNBytes(MAX_FILE_BYTES);
      }
      SegmentScan scan =
          new SegmentScan(
              SegmentScan.Part.whole(bytes),
              from,
              salt,
              (damaged, start, end) ->
                  damage.add(
                      segment.getFileName() + ": " + (end - start) + " bytes from byte " + start));
      while (scan.next()) {
        found.add(new Waiting(scan.position(), scan.record()));
      }
      if (damage.isEmpty() || !running || attempt == MAX_ATTEMPTS) {
        wrong.addAll(damage);
        return;
      }
      found.subList(before, found.size()).clear();
    }
  }

  /** Returns the name of the directory, which distinguishes this spool from every other. */
  public String id() {
    return path.getFileName().toString();
  }

  /** Returns whose spool it is; null if it is none that this version can read. */
  public @Nullable SpoolOwner owner() {
    return owner;
  }

  /** Returns whether a process has it. */
  public boolean isRunning() {
    return running;
  }

  /** Returns the whole records that wait, in the order of their positions. */
  public List<Waiting> waiting() {
    return waiting;
  }

  /** Returns what cannot be read, one line for each damaged place. */
  public List<String> damages() {
    return damages;
  }

  /**
   * Returns the rejected events, each a line of JSON.
   *
   * @throws IOException if they cannot be read
   */
  public List<String> deadLetters() throws IOException {
    List<String> letters = new ArrayList<>();
    for (Path file : DeadLetterBox.files(path)) {
      letters.addAll(Files.readAllLines(file, StandardCharsets.UTF_8));
    }
    return letters;
  }

  /** Returns the box of the rejected events, to take them out. */
  public DeadLetterBox deadLetterBox() {
    return new DeadLetterBox(path);
  }

  /**
   * Returns how many files are in quarantine.
   *
   * @throws IOException if they cannot be counted
   */
  public int quarantined() throws IOException {
    Path quarantine = path.resolve(SpoolHome.QUARANTINE);
    if (!Files.isDirectory(quarantine)) {
      return 0;
    }
    try (var files = Files.list(quarantine)) {
      return (int) files.count();
    }
  }
}
