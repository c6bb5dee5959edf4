package io.audittrail.delivery.spool;

import static io.audittrail.delivery.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SpoolGateTest {
  private static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final int SIZE = 100 + MemorySpool.RECORD_OVERHEAD_BYTES;

  private static SpoolGate gate(int room, BatchLimits limits) {
    return new SpoolGate(new MemorySpool("test/1", (long) room * SIZE), limits);
  }

  private static BatchLimits limits(int events, long delayMillis) {
    return new BatchLimits(events, 1_000_000, TimeUnit.MILLISECONDS.toNanos(delayMillis));
  }

  private static byte[] record() {
    return new byte[100];
  }

  private static CompletableFuture<Boolean> inThread(Waiting waiting) {
    CompletableFuture<Boolean> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(waiting.run());
              } catch (InterruptedException | RuntimeException e) {
                result.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    eventually(
        "it waits", () -> result.isDone() || thread.getState() == Thread.State.TIMED_WAITING);
    return result;
  }

  private interface Waiting {
    boolean run() throws InterruptedException;
  }

  @Test
  void awaitBatch_fullByCount_isDueBeforeTheDelay() throws Exception {
    SpoolGate gate = gate(10, limits(2, 60_000));
    CompletableFuture<Boolean> due = inThread(() -> gate.awaitBatch(LONG_NANOS));
    gate.append(record(), 100);
    assertThat(due).isNotDone();

    gate.append(record(), 100);

    assertThat(due.get(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void awaitBatch_fullByBytes_isDueBeforeTheDelay() throws Exception {
    SpoolGate gate = gate(10, new BatchLimits(100, 2 * SIZE, LONG_NANOS));
    CompletableFuture<Boolean> due = inThread(() -> gate.awaitBatch(LONG_NANOS));
    gate.append(record(), 100);

    gate.append(record(), 100);

    assertThat(due.get(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void awaitBatch_oneEvent_isDueWhenItIsOldEnough() throws Exception {
    SpoolGate gate = gate(10, limits(100, 50));
    long before = System.nanoTime();
    gate.append(record(), 100);

    assertThat(gate.awaitBatch(LONG_NANOS)).isTrue();
    assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(50_000_000L);
  }

  @Test
  void awaitBatch_eventAfterARead_startsABatchOfItsOwn() throws Exception {
    SpoolGate gate = gate(10, limits(100, 50));
    gate.append(record(), 100);
    gate.awaitBatch(LONG_NANOS);
    Batch batch = gate.read(100, 1_000_000);
    gate.acknowledge(batch.end());
    long before = System.nanoTime();
    gate.append(record(), 100);

    assertThat(gate.awaitBatch(LONG_NANOS)).isTrue();
    assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(50_000_000L);
  }

  @Test
  void awaitBatch_nothingThere_endsWithItsTime() throws Exception {
    assertThat(gate(10, limits(1, 0)).awaitBatch(1_000_000)).isFalse();
  }

  @Test
  void awaitBatch_woken_returnsFalse() throws Exception {
    SpoolGate gate = gate(10, limits(1, 0));
    CompletableFuture<Boolean> due = inThread(() -> gate.awaitBatch(LONG_NANOS));

    gate.wake();

    assertThat(due.get(20, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void awaitBatch_somebodyWaitsForRoom_isDueAtOnce() throws Exception {
    SpoolGate gate = gate(1, limits(100, 60_000));
    gate.append(record(), 100);
    CompletableFuture<Boolean> appended = inThread(() -> gate.appendWithin(record(), LONG_NANOS));

    assertThat(gate.awaitBatch(LONG_NANOS)).isTrue();

    gate.acknowledge(gate.read(100, 1_000_000).end());
    assertThat(appended.get(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void append_fullForLonger_givesUp() throws Exception {
    SpoolGate gate = gate(1, limits(100, 60_000));
    gate.append(record(), 100);

    assertThat(gate.appendWithin(record(), 1_000_000)).isFalse();
    assertThat(gate.appended()).isEqualTo(1);
  }

  @Test
  void append_closedWhileItWaits_givesUp() throws Exception {
    SpoolGate gate = gate(1, limits(100, 60_000));
    gate.append(record(), 100);
    CompletableFuture<Boolean> appended = inThread(() -> gate.appendWithin(record(), LONG_NANOS));

    gate.close();

    assertThat(appended.get(20, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void append_interruptedWhileItWaits_throws() {
    SpoolGate gate = gate(1, limits(100, 60_000));
    gate.append(record(), 100);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> gate.appendWithin(record(), LONG_NANOS))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void flush_everythingAcknowledged_returnsTrue() throws Exception {
    SpoolGate gate = gate(10, limits(100, 60_000));
    gate.append(record(), 100);
    CompletableFuture<Boolean> flushed = inThread(() -> gate.flush(LONG_NANOS));

    assertThat(gate.awaitBatch(LONG_NANOS)).isTrue();
    gate.acknowledge(gate.read(100, 1_000_000).end());

    assertThat(flushed.get(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void flush_appendedLater_isNotWaitedFor() throws Exception {
    SpoolGate gate = gate(10, limits(100, 60_000));
    gate.append(record(), 100);
    CompletableFuture<Boolean> flushed = inThread(() -> gate.flush(LONG_NANOS));
    gate.append(record(), 100);

    gate.acknowledge(1);

    assertThat(flushed.get(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void flush_timeOver_returnsFalse() throws Exception {
    SpoolGate gate = gate(10, limits(100, 60_000));
    gate.append(record(), 100);

    assertThat(gate.flush(1_000_000)).isFalse();
  }

  @Test
  void flush_recordsLostAtClose_returnsFalse() throws Exception {
    SpoolGate gate = gate(10, limits(100, 60_000));
    gate.append(record(), 100);
    CompletableFuture<Boolean> flushed = inThread(() -> gate.flush(LONG_NANOS));

    assertThat(gate.close()).isEqualTo(1);

    assertThat(flushed.get(20, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void sealIfDrained_onlyWhenClosingEmptyAndNobodyWaits() throws Exception {
    SpoolGate gate = gate(1, limits(100, 60_000));
    assertThat(gate.sealIfDrained()).isFalse();
    gate.append(record(), 100);
    gate.startClosing();
    assertThat(gate.sealIfDrained()).isFalse();
    CompletableFuture<Boolean> late = inThread(() -> gate.appendWithin(record(), LONG_NANOS));
    gate.acknowledge(1);
    assertThat(late.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(gate.sealIfDrained()).isFalse();
    gate.acknowledge(2);

    assertThat(gate.sealIfDrained()).isTrue();
    assertThat(gate.append(record(), 100)).isFalse();
  }

  @Test
  void pause_closingBegins_endsIt() throws Exception {
    SpoolGate gate = gate(1, limits(100, 60_000));
    CompletableFuture<Boolean> ended =
        inThread(
            () -> {
              gate.pause(LONG_NANOS);
              return true;
            });

    gate.startClosing();

    assertThat(ended.get(20, TimeUnit.SECONDS)).isTrue();
  }
}
