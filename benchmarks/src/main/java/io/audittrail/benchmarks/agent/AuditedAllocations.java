package io.audittrail.benchmarks.agent;

import com.sun.management.ThreadMXBean;
import io.audittrail.benchmarks.process.TemporaryDirectory;
import io.audittrail.event.AuditContext;
import java.lang.management.ManagementFactory;

/**
 * Counts, in a JVM with the agent, the bytes that a caller's thread allocates for a call of an
 * audited method, and for emitting its event by hand. Unlike times they are the same on every
 * machine, so what is over the bound is an error: somebody made the woven path allocate more.
 */
final class AuditedAllocations {
  private static final int CALLS = 5_000;

  /** So many rounds until everything is compiled and every buffer has its size. */
  private static final int ROUNDS = 60;

  /** An audited call may allocate so much more than its event emitted by hand. */
  private static final long MOST_BESIDE_THE_EVENT = 300;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private AuditedAllocations() {}

  /**
   * Prints a line for each way; ends with 1 if an audited call allocates more than it may.
   *
   * @param arguments where the server is
   */
  public static void main(String[] arguments) throws Exception {
    ServerCount server = new ServerCount(arguments[0]);
    long audited;
    long byHand;
    try (AuditContext.Scope scope = AuditContext.actor("1d0258c2440a8d19", "8f14e45fceea167a");
        TemporaryDirectory directory = new TemporaryDirectory();
        EmittingReader emitting = new EmittingReader(arguments[0], directory.path().toString())) {
      audited = measure(new AuditedReader(), server);
      byHand = measure(emitting, server);
    }
    System.out.printf("audited %d bytes a call, by hand %d%n", audited, byHand);
    if (audited > byHand + MOST_BESIDE_THE_EVENT) {
      System.err.printf(
          "an audited call allocates %,d bytes beside its event, allowed are %,d%n",
          audited - byHand, MOST_BESIDE_THE_EVENT);
      System.exit(1);
    }
  }

  private static long measure(Reader reader, ServerCount server) throws Exception {
    long bytes = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        reader.read(Ids.dataset(i), Ids.format(i));
      }
      bytes = (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS;
      server.awaitMore(CALLS);
    }
    return bytes;
  }
}
