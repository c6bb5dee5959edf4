package io.audittrail.benchmarks.emit;

import io.audittrail.event.AuditEvent;
import io.audittrail.wire.EventEncoder;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What an event costs before anybody takes it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FloorBenchmark {
  private final Clock clock = Clock.systemUTC();
  private final EventEncoder encoder = new EventEncoder(EventEncoder.UNKNOWN_ACTOR);
  private int number;

  @Benchmark
  public Object theClock() {
    return clock.instant();
  }

  @Benchmark
  public AuditEvent anEvent() {
    return StandardEvent.event(number++);
  }

  @Benchmark
  public byte[] anEventEncoded() {
    return encoder.encode(StandardEvent.event(number++));
  }
}
