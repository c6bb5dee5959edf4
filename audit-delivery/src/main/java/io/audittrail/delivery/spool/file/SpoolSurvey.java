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
  private final boolean lockable;
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
    boolean free = true;
    boolean known = true;
    try {
      free = Ownership.isFree(path);
    } catch (IOException e) {
      known = false;
      wrong.add("its lock is missing or cannot be used: " + e);
    }
    this.running = !free;
    this.lockable = known;
    long acknowledged = Checkpoint.read(path.resolve(SpoolHome.CHECKPOINT));
    if (acknowledged < 0) {
      wrong.add(SpoolHome.CHECKPOINT + " is damaged");
    }
    for (Path segment : SpoolHome.segments(path)) {
      try {
        read(segment, Math.max(0, acknowledged), found, wrong);
      } catch (IOException e) {
        wrong.add(segment.getFileName() + " cannot be read: " + e);
      }
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
        if (isSpool(directory)) {
          spools.add(new SpoolSurvey(directory));
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    spools.sort(Comparator.comparing(SpoolSurvey::id));
    return spools;
  }

  private static boolean isSpool(Path directory) throws IOException {
    return Files.exists(directory.resolve(SpoolHome.PROPERTIES))
        || (Files.isDirectory(directory)
            && (SpoolHome.hasRecords(directory) || !DeadLetterBox.files(directory).isEmpty()));
  }

  private static @Nullable SpoolOwner ownerOf(Path path, List<String> wrong) {
    SpoolOwner owner = SpoolHome.readableOwnerOf(path);
    if (owner == null) {
      wrong.add(SpoolHome.PROPERTIES + " is missing, damaged or of another version");
    }
    return owner;
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

  /** Returns whether its files say whose it is, and that no process has it. */
  public boolean isFree() {
    return owner != null && !running && lockable;
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
   * Returns the rejected events, each a line of JSON, unless it is damaged.
   *
   * @throws IOException if they cannot be read
   */
  public List<String> deadLetters() throws IOException {
    List<String> letters = new ArrayList<>();
    for (Path file : DeadLetterBox.files(path)) {
      new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().forEach(letters::add);
    }
    return letters;
  }

  /**
   * Adopts the spool, even if its properties or its lock are damaged or missing, and mends those.
   *
   * @param otherwise whose it is, if nothing says so
   * @return null if somebody has it
   * @throws IOException if it cannot be read, mended or locked
   */
  public @Nullable Orphan adopt(SpoolOwner otherwise, SpoolListener listener) throws IOException {
    SpoolHome home = SpoolHome.mend(path, otherwise);
    return home == null ? null : Orphan.of(home, listener);
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
