package io.audittrail.benchmarks.emit;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the bytes that a caller's thread allocates for one event. Unlike times they are the same
 * on every machine, so what is over a bound is an error: somebody made the hot path allocate more.
 */
public final class Allocations {
  private static final int EVENTS = 20_000;

  /** So many rounds until everything is compiled and every buffer has its size. */
  private static final int ROUNDS = 12;

  /**
   * An event, its builder and its lists; whether the compiler leaves a moment's objects out is not
   * the same in each run.
   */
  private static final long MOST_FOR_AN_EVENT = 340;

  /** An event and nothing else. */
  private static final long MOST_IN_FILES = MOST_FOR_AN_EVENT + 20;

  /** An event and its record, which is what the memory holds. */
  private static final long MOST_IN_MEMORY = MOST_FOR_AN_EVENT + 380;

  /** An event and its text, which Log4j makes of everything that is logged, and what it uses. */
  private static final long MOST_THROUGH_LOG4J = MOST_FOR_AN_EVENT + 700;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocations() {}

  /** Prints a line for each way; ends with 1 if one of ours allocates more than it may. */
  public static void main(String[] arguments) throws Exception {
    Map<String, Long> bytes = measure(Files.createTempDirectory("allocations"));
    bytes.forEach((way, count) -> System.out.printf("%-32s %,6d bytes an event%n", way, count));
    boolean fine =
        isWithin(bytes, "an event alone", MOST_FOR_AN_EVENT)
            & isWithin(bytes, "spool in files", MOST_IN_FILES)
            & isWithin(bytes, "spool in memory", MOST_IN_MEMORY)
            & isWithin(bytes, "Log4j with our appender", MOST_THROUGH_LOG4J);
    System.exit(fine ? 0 : 1);
  }

  private static boolean isWithin(Map<String, Long> bytes, String way, long most) {
    long count = bytes.getOrDefault(way, 0L);
    if (count > most) {
      System.err.printf("%s: %,d bytes an event, allowed are %,d%n", way, count, most);
    }
    return count <= most;
  }

  private static Map<String, Long> measure(Path directory) throws Exception {
    Map<String, Long> bytes = new LinkedHashMap<>();
    bytes.put("an event alone", measure(new EventPeer()));
    bytes.put("spool in files", measure(SpoolPeer.inFiles(directory.resolve("spool"))));
    bytes.put("spool in memory", measure(SpoolPeer.inMemory()));
    bytes.put("Log4j with our appender", measure(new AppenderPeer(directory.resolve("appender"))));
    bytes.put("Log4j with no appender", measure(new NoAppenderPeer()));
    bytes.put("Log4j async file", measure(Log4jPeer.async(directory)));
    bytes.put("Log4j sync file", measure(Log4jPeer.sync(directory)));
    bytes.put("Logback async file", measure(new LogbackPeer(directory)));
    bytes.put("OpenTelemetry batch in memory", measure(new OpenTelemetryPeer()));
    return bytes;
  }

  private static long measure(Peer peer) throws Exception {
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
