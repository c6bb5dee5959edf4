package io.audittrail.collector;

import io.audittrail.collector.ingest.DiskReserve;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.IncomingBatch;
import io.audittrail.collector.store.StoreBusyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether the store can write: an empty batch goes all the way to the writer, and a small
 * file is written to the disk, which is where a full disk shows even while nobody sends events.
 */
final class Readiness implements Supplier<Optional<String>> {
  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
  private static final int PROBE_BYTES = 64 * 1024;
  private static final long WAIT_MILLIS = 2_000;

  private final EventStore store;
  private final DiskReserve reserve;
  private final Path directory;

  Readiness(EventStore store, DiskReserve reserve, Path directory) {
    this.store = store;
    this.reserve = reserve;
    this.directory = directory;
  }

  @Override
  public Optional<String> get() {
    Optional<String> shortage = reserve.shortage();
    return shortage.isPresent() ? shortage : trouble();
  }

  private Optional<String> trouble() {
    try {
      probeDisk();
      store
          .append(new IncomingBatch(List.of(), List.of(), null, 1))
          .get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn("not ready: {}", e.toString());
      return Optional.of("the data directory cannot be written: " + reason(e));
    } catch (StoreBusyException e) {
      return Optional.of("too many events wait for the writer");
    } catch (TimeoutException e) {
      return Optional.of("the writer did not answer within " + WAIT_MILLIS + " ms");
    } catch (ExecutionException e) {
      LOG.warn("not ready: {}", String.valueOf(e.getCause()));
      return Optional.of("the store cannot write: " + reason(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("the collector stops");
    }
  }

  /** Returns what the system or the store's file said, without paths. */
  private static String reason(@Nullable Throwable failure) {
    Throwable first = failure;
    while (first != null && first.getCause() != null) {
      first = first.getCause();
    }
    String said =
        first instanceof FileSystemException file
            ? file.getReason() == null ? "no such directory" : file.getReason()
            : first == null ? null : first.getMessage();
    return said == null ? "no reason given" : said;
  }

  private void probeDisk() throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            directory.resolve("readyz.tmp"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE)) {
      channel.write(ByteBuffer.allocate(PROBE_BYTES));
      channel.force(false);
    }
  }
}
