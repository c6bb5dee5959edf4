package io.audittrail.benchmarks.emit;

import com.sun.management.ThreadMXBean;
import io.audittrail.benchmarks.report.Findings;
import io.audittrail.benchmarks.report.Measure;
import io.audittrail.benchmarks.report.Target;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the bytes that a caller's thread allocates for one event. Unlike times they are the same
 * on every machine, so what is over a bound is an error: somebody made the hot path allocate more.
 */
final class Allocations {
  private static final int EVENTS = 20_000;

  /** So many rounds until everything is compiled and every buffer has its size. */
  private static final int ROUNDS = 12;

  /**
   * An event, its builder and its lists; whether the compiler leaves a moment's objects out is not
   * the same in each run.
   */
  private static final long MOST_FOR_AN_EVENT = 340;

  /** The event and nothing else: that little is for what happens once in many events. */
  private static final long MOST_BEYOND_THE_EVENT = 20;

  private static final long MOST_IN_FILES = MOST_FOR_AN_EVENT + MOST_BEYOND_THE_EVENT;

  /** An event and its record, which is what the memory holds. */
  private static final long MOST_IN_MEMORY = MOST_FOR_AN_EVENT + 380;

  /** An event and its text, which Log4j makes of everything that is logged, and what it uses. */
  private static final long MOST_THROUGH_LOG4J = MOST_FOR_AN_EVENT + 700;

  private static final String EVENT = "an event alone";

  private static final Map<String, Long> MOST =
      Map.of(
          Taker.OURS,
          MOST_IN_FILES,
          EVENT,
          MOST_FOR_AN_EVENT,
          Taker.IN_MEMORY,
          MOST_IN_MEMORY,
          Taker.APPENDER,
          MOST_THROUGH_LOG4J);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocations() {}

  /**
   * Counts, of us and of peers.
   *
   * @throws IllegalStateException if one of ours allocates more than it may
   */
  static void measure(Path directory, Findings findings) throws Exception {
    Map<String, Long> bytes = new LinkedHashMap<>();
    bytes.put(Taker.OURS, count(SpoolPeer.inFiles(directory.resolve("spool"))));
    bytes.put(EVENT, count(new EventPeer()));
    bytes.put(Taker.IN_MEMORY, count(SpoolPeer.inMemory()));
    bytes.put(Taker.APPENDER, count(new AppenderPeer(directory.resolve("appender"))));
    bytes.put(Taker.NO_APPENDER, count(new NoAppenderPeer()));
    bytes.put(Taker.LOG4J_ASYNC, count(Log4jPeer.async(directory)));
    bytes.put(Taker.OPEN_TELEMETRY, count(new OpenTelemetryPeer()));
    Measure measure = Measure.of("allocated by the caller for an event", "bytes");
    for (Map.Entry<String, Long> entry : bytes.entrySet()) {
      Long most = MOST.get(entry.getKey());
      measure =
          most == null
              ? measure.peer(entry.getKey(), entry.getValue())
              : measure.ours(entry.getKey(), entry.getValue(), Target.atMost(most));
    }
    findings.add(measure);
    long beyond = Math.max(0, of(bytes, Taker.OURS) - of(bytes, EVENT));
    findings.add(
        Measure.of("allocated beyond the event", "bytes")
            .ours(Taker.OURS, beyond, Target.atMost(MOST_BEYOND_THE_EVENT)));
    MOST.forEach((way, most) -> require(way, of(bytes, way), most));
  }

  private static long of(Map<String, Long> bytes, String way) {
    return bytes.getOrDefault(way, 0L);
  }

  private static void require(String way, long bytes, long most) {
    if (bytes > most) {
      throw new IllegalStateException(
          way + " allocated " + bytes + " bytes an event, allowed are at most " + most);
    }
  }

  private static long count(Peer peer) throws Exception {
    try (peer) {
      long bytes = 0;
      for (int round = 0; round < ROUNDS; round++) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < EVENTS; i++) {
          peer.emit(i);
        }
        bytes = (THREADS.getCurrentThreadAllocatedBytes() - before) / EVENTS;
        peer.drain();
      }
      return bytes;
    }
  }

  /** Makes events and gives them to nobody. */
  private static final class EventPeer implements Peer {
    private Object last = "";

    @Override
    public void emit(int number) {
      last = StandardEvent.event(number);
    }

    @Override
    public void drain() throws IOException {
      if (last.toString().isEmpty()) {
        throw new IOException("no event was made");
      }
    }

    @Override
    public void close() {}
  }
}
