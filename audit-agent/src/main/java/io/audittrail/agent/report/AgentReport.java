package io.audittrail.agent.report;

import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Tells the operator, line by line on standard error, and counts; safe for use by any thread.
 *
 * <p>The agent uses no logging library, because the application's is not to be touched.
 */
public final class AgentReport {
  private static final long SELDOM_NANOS = 10_000_000_000L;
  private static final int MAX_ONCE = 200;

  private final PrintStream out;
  private final boolean debug;
  private final LongAdder lost = new LongAdder();
  private final LongAdder wovenClasses = new LongAdder();
  private final LongAdder failedClasses = new LongAdder();
  private final AtomicLong nextLostLine = new AtomicLong(System.nanoTime());
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * Makes a report.
   *
   * @param debug whether causes are shown with their stack traces, and each woven class is named
   */
  public AgentReport(PrintStream out, boolean debug) {
    this.out = out;
    this.debug = debug;
  }

  /** Tells something in one line. */
  public void line(String message) {
    out.println("audit-agent: " + message);
  }

  /** Tells something that went wrong, with its cause. */
  public void line(String message, @Nullable Throwable cause) {
    line(cause == null ? message : message + ": " + cause);
    if (cause != null && debug) {
      cause.printStackTrace(out);
    }
  }

  /** Tells why the agent is off. */
  public void off(Throwable cause) {
    boolean told =
        cause instanceof IllegalArgumentException || cause instanceof IllegalStateException;
    line("off: " + (told ? cause.getMessage() : cause));
  }

  /** Tells something that need not be told again; beyond 200 different messages, nothing. */
  public void once(String message) {
    if (told.size() < MAX_ONCE && told.add(message)) {
      line(message);
    }
  }

  /** An event was lost on its way into delivery; told at most every 10 seconds. */
  public void lost(String what, @Nullable Throwable cause) {
    lost.increment();
    long now = System.nanoTime();
    long next = nextLostLine.get();
    if (now - next >= 0 && nextLostLine.compareAndSet(next, now + SELDOM_NANOS)) {
      line("lost an event of " + what + " (" + lost.sum() + " lost so far)", cause);
    }
  }

  /** A class was woven. */
  public void woven(String className, int methods) {
    wovenClasses.increment();
    if (debug) {
      line("wove " + methods + " methods of " + className);
    }
  }

  /** A class could not be woven and stays as it is; told once. */
  public void notWoven(String className, Throwable cause) {
    failedClasses.increment();
    once("could not weave " + className + ", its calls are not audited: " + cause);
    if (debug) {
      cause.printStackTrace(out);
    }
  }

  /** Returns how many events were lost on their way into delivery. */
  public long lostEvents() {
    return lost.sum();
  }

  /** Returns how many classes were woven. */
  public long wovenClasses() {
    return wovenClasses.sum();
  }

  /** Returns how many classes could not be woven. */
  public long failedClasses() {
    return failedClasses.sum();
  }
}
