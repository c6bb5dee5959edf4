package io.audittrail.delivery.spool.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Damages the files of a spool whose process has ended, and knows the positions of the records that
 * it has touched.
 */
public final class Wreck {
  private static final int MAX_PATCH = 600;

  private final Path spool;
  private final long salt;
  private final Chance chance;
  private final Set<Long> touched = new HashSet<>();
  private boolean checkpointTouched;

  Wreck(Path spool, Chance chance) {
    this.spool = spool;
    this.salt = RecordFormat.salt(spool.getFileName().toString());
    this.chance = chance;
  }

  /** Wrecks a spool by decisions that the seed repeats. */
  public static Wreck of(Path spool, long seed) {
    return new Wreck(spool, Chance.of(new java.util.Random(seed)));
  }

  /** Returns the positions of the records that are damaged, or may be. */
  public Set<Long> touched() {
    return touched;
  }

  /** Returns whether what is acknowledged may be forgotten. */
  public boolean isCheckpointTouched() {
    return checkpointTouched;
  }

  /** Does so many things to the files with records, and to what is acknowledged. */
  public void damage(int times) throws IOException {
    for (int i = 0; i < times; i++) {
      List<Path> segments = SpoolHome.segments(spool).stream().sorted().toList();
      if (segments.isEmpty()) {
        return;
      }
      Path one = segments.get(chance.below(segments.size()));
      Path other = segments.get(chance.below(segments.size()));
      switch (chance.below(8)) {
        case 0, 1, 2, 3 -> patch(one);
        case 4 -> swap(one, other);
        case 5 -> Files.copy(one, spool.resolve("segment-copy-" + i));
        case 6 -> copyRecord(one, other);
        default -> damageCheckpoint();
      }
    }
  }

  /** Flips a bit, overwrites, clears, cuts off or puts bytes in. */
  private void patch(Path segment) throws IOException {
    byte[] bytes = Files.readAllBytes(segment);
    if (bytes.length == 0) {
      return;
    }
    int from = chance.below(bytes.length);
    int length = Math.min(bytes.length - from, 1 + chance.below(MAX_PATCH));
    switch (chance.below(5)) {
      case 0 -> {
        touch(bytes, from, from + 1);
        bytes[from] ^= (byte) (1 << chance.below(8));
      }
      case 1 -> {
        touch(bytes, from, from + length);
        System.arraycopy(chance.bytes(length), 0, bytes, from, length);
      }
      case 2 -> {
        touch(bytes, from, from + length);
        Arrays.fill(bytes, from, from + length, (byte) 0);
      }
      case 3 -> {
        touch(bytes, from, bytes.length);
        bytes = Arrays.copyOf(bytes, from);
      }
      default -> {
        touch(bytes, from, bytes.length);
        byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(bytes, from, longer, from + length, bytes.length - from);
        bytes = longer;
      }
    }
    Files.write(segment, bytes);
  }

  private void swap(Path one, Path other) throws IOException {
    Path aside = spool.resolve("aside");
    Files.move(one, aside);
    if (!one.equals(other)) {
      Files.move(other, one);
    }
    Files.move(aside, other, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Puts a whole record where others were. */
  private void copyRecord(Path from, Path to) throws IOException {
    byte[] source = Files.readAllBytes(from);
    SegmentScan scan = scan(source);
    int skip = chance.below(50);
    while (skip > 0 && scan.next()) {
      skip--;
    }
    if (!scan.next()) {
      return;
    }
    int size = RecordFormat.sizeOf(scan.length());
    byte[] target = from.equals(to) ? source.clone() : Files.readAllBytes(to);
    int places = (target.length - RecordFormat.HEADER_BYTES - size) / RecordFormat.ALIGNMENT;
    if (places < 1) {
      return;
    }
    int at = RecordFormat.HEADER_BYTES + chance.below(places) * RecordFormat.ALIGNMENT;
    touch(target, at, at + size);
    System.arraycopy(source, scan.at() - size, target, at, size);
    Files.write(to, target);
  }

  private void damageCheckpoint() throws IOException {
    checkpointTouched = true;
    Path file = spool.resolve(SpoolHome.CHECKPOINT);
    if (chance.below(2) == 0) {
      Files.deleteIfExists(file);
    } else {
      Files.write(file, chance.bytes(chance.below(5) * 4));
    }
  }

  /** Notes the positions of the records that lie in a part of a segment. */
  private void touch(byte[] bytes, int from, int to) {
    SegmentScan scan = scan(bytes);
    while (scan.next()) {
      int begin = scan.at() - RecordFormat.sizeOf(scan.length());
      if (begin < to && scan.at() > from) {
        touched.add(scan.position());
      }
    }
  }

  private SegmentScan scan(byte[] bytes) {
    return new SegmentScan(SegmentScan.Part.whole(bytes), 0, salt, (all, from, to) -> {});
  }
}
