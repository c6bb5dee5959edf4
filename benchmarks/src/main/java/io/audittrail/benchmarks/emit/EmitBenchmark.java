package io.audittrail.benchmarks.emit;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** What the caller pays for one event. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EmitBenchmark {
  static final int EVENTS = 20_000;

  /** As many as fit into the spool, even of two threads, and far more than a peer's queue holds. */
  static final int FILLING = 75_000;

  /** Bursts for which there is room, each waited for, untimed, before the next. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void burst(Empty state) {
    emit(state.taker(), EVENTS);
  }

  /** As a burst, but so long that the queues of peers are full for most of it. */
  @Benchmark
  @OperationsPerInvocation(FILLING)
  public void filling(Empty state) {
    emit(state.taker(), FILLING);
  }

  /** One event after the other, at the pace of whatever brings them further. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public void sustained(Taker state) {
    emit(state.taker(), EVENTS);
  }

  private static void emit(Peer taker, int events) {
    for (int i = 0; i < events; i++) {
      taker.emit(i);
    }
  }

  /** A peer that is empty before each burst, and brings nothing further meanwhile if it can. */
  public static class Empty extends Taker {
    /** Holds the peer. */
    @Setup(Level.Invocation)
    public void hold() {
      taker().hold();
    }

    /** Waits until the peer is empty. */
    @TearDown(Level.Invocation)
    public void drainBurst() throws Exception {
      taker().drain();
    }
  }
}
