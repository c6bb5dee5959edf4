package io.audittrail.benchmarks.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * How long the disk of the directory for temporary files needs until 16 KiB are on it, written into
 * a file that is there already, as a log is that began again.
 */
public final class DiskSync implements AutoCloseable {
  private static final int PLACES = 256;
  private static final int BYTES = 16 * 1024;
  private static final int TIMES_OF_MEDIAN = 101;

  private final Path file;
  private final FileChannel channel;
  private int times;

  /** Makes the file. */
  public DiskSync() throws IOException {
    file = Files.createTempFile("sync", null);
    channel = FileChannel.open(file, StandardOpenOption.WRITE);
    channel.write(ByteBuffer.allocate(PLACES * BYTES));
    channel.force(true);
  }

  /** Writes and syncs once, and returns how long it took. */
  public long nanos() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    Arrays.fill(bytes.array(), (byte) times);
    long start = System.nanoTime();
    channel.write(bytes, (long) (times++ % PLACES) * BYTES);
    channel.force(false);
    return System.nanoTime() - start;
  }

  static double medianMicros() throws IOException {
    try (DiskSync disk = new DiskSync()) {
      long[] nanos = new long[TIMES_OF_MEDIAN];
      for (int i = 0; i < nanos.length; i++) {
        nanos[i] = disk.nanos();
      }
      return Shares.millis(nanos, 0.5) * 1e3;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.delete(file);
  }
}
