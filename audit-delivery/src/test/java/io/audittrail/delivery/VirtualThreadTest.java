package io.audittrail.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Virtual threads that emit and have to wait let go of the thread that carries them. */
class VirtualThreadTest {
  private static final int THREADS = 64;
  private static final Path SOURCES = Path.of("src", "main", "java");

  @TempDir Path directory;

  private interface Work {
    void run() throws Exception;
  }

  /** The classes are there since JDK 21; the compiler here knows those of JDK 17. */
  private static ExecutorService virtualThreads() throws ReflectiveOperationException {
    assumeThat(Runtime.version().feature()).as("virtual threads").isGreaterThanOrEqualTo(21);
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  /** Returns where our code pinned a virtual thread while that worked. */
  private List<String> pinned(Work work) throws Exception {
    Path file = directory.resolve("pinned.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.VirtualThreadPinned").withStackTrace().withThreshold(Duration.ZERO);
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
    }
    List<String> pinned = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      List<RecordedFrame> frames =
          event.getStackTrace() == null ? List.of() : event.getStackTrace().getFrames();
      if (frames.stream().anyMatch(VirtualThreadTest::isOurs)
          && frames.stream().noneMatch(VirtualThreadTest::loadsAClass)) {
        pinned.add(event.toString());
      }
    }
    return pinned;
  }

  private static boolean isOurs(RecordedFrame frame) {
    return frame.getMethod().getType().getName().startsWith("io.audittrail.delivery.");
  }

  /** The JVM pins whoever needs a class for the first time. */
  private static boolean loadsAClass(RecordedFrame frame) {
    return frame.getMethod().getName().equals("loadClass");
  }

  private static void emitFromMany(AuditDelivery delivery, int bytes) throws Exception {
    try (AutoCloseableExecutor threads = new AutoCloseableExecutor(virtualThreads())) {
      IntStream.range(0, THREADS)
          .forEach(n -> threads.executor().execute(() -> delivery.emit(Events.large(n, bytes))));
    }
  }

  private record AutoCloseableExecutor(ExecutorService executor) implements AutoCloseable {
    @Override
    public void close() throws InterruptedException {
      executor.shutdown();
      assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void emit_fullSpoolFromVirtualThreads_doesNotPin() throws Exception {
    assumeThat(Runtime.version().feature()).as("virtual threads").isGreaterThanOrEqualTo(21);
    CountDownLatch open = new CountDownLatch(1);
    try (TestCollector collector = TestCollector.start()) {
      collector.answering(
          request -> {
            open.await();
            return collector.store(request);
          });
      try (AuditDelivery delivery =
          Deliveries.to(collector.url())
              .set(DeliveryOption.SPOOL_BYTES, "1048576")
              .set(DeliveryOption.FULL_WAIT_MILLIS, "300")
              .build()) {
        assertThat(pinned(() -> emitFromMany(delivery, 100_000))).isEmpty();

        assertThat(delivery.statistics().dropped()).isGreaterThan(THREADS / 2);
        open.countDown();
      }
    }
  }

  @Test
  void emit_syncAlwaysFromVirtualThreads_doesNotPin() throws Exception {
    assumeThat(Runtime.version().feature()).as("virtual threads").isGreaterThanOrEqualTo(21);
    try (TestCollector collector = TestCollector.start();
        AuditDelivery delivery =
            Deliveries.to(collector.url()).set(DeliveryOption.SYNC, "always").build()) {
      assertThat(pinned(() -> emitFromMany(delivery, 1_000))).isEmpty();

      assertThat(delivery.flush(Duration.ofSeconds(20))).isTrue();
      assertThat(collector.numbers()).hasSize(THREADS);
    }
  }

  /** Since JDK 24 a monitor does not pin any more; before that each one might. */
  @Test
  void sources_ofDelivery_haveNoMonitors() throws Exception {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources).hasSizeGreaterThan(50);
      for (Path source : sources) {
        assertThat(Files.readString(source))
            .as("%s", source)
            .doesNotContainPattern("\\bsynchronized\\b|\\.wait\\(|\\.notify(All)?\\(");
      }
    }
  }
}
