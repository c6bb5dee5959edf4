package io.audittrail.benchmarks.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** How long the disk of the directory for temporary files needs until something is on it. */
public final class DiskSync {
  private static final int TIMES = 101;
  private static final int BYTES = 16 * 1024;

  private DiskSync() {}

  /**
   * Writes 16 KiB into a file that is there already, as a log does that began again, and waits
   * until they are on the disk, {@value #TIMES} times; returns the median in microseconds.
   */
  public static double medianMicros() throws IOException {
    Path file = Files.createTempFile("sync", null);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(TIMES * BYTES));
      channel.force(true);
      long[] nanos = new long[TIMES];
      for (int i = 0; i < TIMES; i++) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        Arrays.fill(bytes.array(), (byte) i);
        long start = System.nanoTime();
        channel.write(bytes, (long) i * BYTES);
        channel.force(false);
        nanos[i] = System.nanoTime() - start;
      }
      Arrays.sort(nanos);
      return nanos[TIMES / 2] / 1e3;
    } finally {
      Files.delete(file);
    }
  }
}
