package io.audittrail.collector.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The body of an answer that fails when nothing comes for a while. For use by one thread. */
final class WatchedStream extends FilterInputStream {
  private static final ScheduledExecutorService WATCH =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "silence");
            thread.setDaemon(true);
            return thread;
          });

  private final long silenceNanos;
  private final Future<?> watch;
  private volatile long waitsSinceNanos;
  private volatile boolean waits;
  private volatile boolean silent;

  WatchedStream(InputStream body, long silenceMillis) {
    super(body);
    this.silenceNanos = TimeUnit.MILLISECONDS.toNanos(silenceMillis);
    this.watch = WATCH.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  private void look() {
    if (waits && System.nanoTime() - waitsSinceNanos > silenceNanos) {
      silent = true;
      try {
        in.close();
      } catch (IOException e) {
        // Who reads is told of the silence, which is the cause.
      }
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    waitsSinceNanos = System.nanoTime();
    waits = true;
    try {
      int count = in.read(bytes, offset, length);
      if (count < 0 && silent) {
        throw silence();
      }
      return count;
    } catch (IOException e) {
      throw silent ? silence() : e;
    } finally {
      waits = false;
    }
  }

  private IOException silence() {
    return new IOException(
        "nothing came for " + TimeUnit.NANOSECONDS.toSeconds(silenceNanos) + " s");
  }

  @Override
  public void close() throws IOException {
    watch.cancel(false);
    super.close();
  }
}
