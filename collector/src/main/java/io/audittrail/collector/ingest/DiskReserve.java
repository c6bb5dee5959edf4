package io.audittrail.collector.ingest;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room on the disk of the data directory that ingest leaves free: for the log that is still to
 * be copied into the file, for the index, and for what the collector itself records, so that
 * queries work when the disk is nearly full.
 *
 * <p>The disk is asked ten times a second at most. Safe for use by any thread.
 */
public final class DiskReserve {
  private static final Logger LOG = LoggerFactory.getLogger(DiskReserve.class);
  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long USUAL_BYTES = 256L * 1024 * 1024;
  private static final int USUAL_SHARE = 10;

  private final Path directory;
  private final FileStore disk;
  private final long minFreeBytes;
  private final AtomicLong nextNanos = new AtomicLong(System.nanoTime());
  private final AtomicBoolean isShort = new AtomicBoolean();
  private volatile long freeBytes = Long.MAX_VALUE;

  private DiskReserve(Path directory, FileStore disk, long minFreeBytes) {
    this.directory = directory;
    this.disk = disk;
    this.minFreeBytes = minFreeBytes;
  }

  /**
   * Makes a reserve on the disk of a directory.
   *
   * @param minFreeBytes below how many free bytes it is touched, at least 0; null for 256 MiB or a
   *     tenth of the disk, whichever is less
   * @throws IOException if the directory cannot be found
   */
  public static DiskReserve of(Path directory, @Nullable Long minFreeBytes) throws IOException {
    FileStore disk = Files.getFileStore(directory);
    long usual = Math.min(USUAL_BYTES, disk.getTotalSpace() / USUAL_SHARE);
    return new DiskReserve(directory, disk, minFreeBytes == null ? usual : minFreeBytes);
  }

  /** Returns below how many free bytes nothing is taken in. */
  public long minFreeBytes() {
    return minFreeBytes;
  }

  /** Returns why nothing is to be taken in now; empty if there is room. */
  public Optional<String> shortage() {
    long now = System.nanoTime();
    long next = nextNanos.get();
    if (now - next >= 0 && nextNanos.compareAndSet(next, now + PACE_NANOS)) {
      look();
    }
    long free = freeBytes;
    return free >= minFreeBytes
        ? Optional.empty()
        : Optional.of(
            "the disk of the data directory has "
                + free
                + " bytes free, events are taken in from "
                + minFreeBytes
                + " on (--min-free-bytes)");
  }

  private void look() {
    try {
      freeBytes = disk.getUsableSpace();
    } catch (IOException e) {
      freeBytes = Long.MAX_VALUE; // whether the disk works is for the store to find out
    }
    boolean now = freeBytes < minFreeBytes;
    if (isShort.compareAndSet(!now, now)) {
      if (now) {
        LOG.error(
            "{} has {} bytes free: nothing is taken in until there are {} (--min-free-bytes)",
            directory,
            freeBytes,
            minFreeBytes);
      } else {
        LOG.info("{} has {} bytes free: events are taken in again", directory, freeBytes);
      }
    }
  }
}
