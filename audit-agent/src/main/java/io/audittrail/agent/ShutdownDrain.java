package io.audittrail.agent;

import io.audittrail.agent.report.AgentReport;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;

/**
 * Delivers what is left when the JVM ends, within {@code closeTimeoutMillis}.
 *
 * <p>Shutdown hooks run side by side, and those of the application may still call audited methods.
 * The JDK has a later step, after all of them; where it can be reached, the drain waits for it.
 */
final class ShutdownDrain implements Runnable {
  /** The last of the JDK's ten steps; the hooks that everybody registers run in step 1. */
  private static final int LAST_STEP = 9;

  private final OpeningDelivery delivery;
  private final AgentReport report;
  private final Instrumentation instrumentation;

  private ShutdownDrain(
      OpeningDelivery delivery, AgentReport report, Instrumentation instrumentation) {
    this.delivery = delivery;
    this.report = report;
    this.instrumentation = instrumentation;
  }

  static void register(
      OpeningDelivery delivery, AgentReport report, Instrumentation instrumentation) {
    ShutdownDrain drain = new ShutdownDrain(delivery, report, instrumentation);
    Runtime.getRuntime().addShutdownHook(new Thread(drain, "audit-agent-shutdown"));
  }

  @Override
  public void run() {
    boolean nothingToWaitFor = report.wovenClasses() == 0;
    if (nothingToWaitFor || !afterAllHooks()) {
      drain();
    }
  }

  /** A step may be added while the JVM ends, if it is later than the one that is running. */
  private boolean afterAllHooks() {
    try {
      Class<?> secrets = JdkInternals.open(instrumentation, "jdk.internal.access.SharedSecrets");
      Object access = secrets.getMethod("getJavaLangAccess").invoke(null);
      Method register =
          Class.forName("jdk.internal.access.JavaLangAccess", true, null)
              .getMethod("registerShutdownHook", int.class, boolean.class, Runnable.class);
      register.invoke(access, LAST_STEP, true, (Runnable) this::drain);
      return true;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError otherJdk) {
      return false;
    }
  }

  private void drain() {
    try {
      delivery.close();
      if (report.lostEvents() > 0) {
        report.line(report.lostEvents() + " events were lost before they reached delivery");
      }
    } catch (RuntimeException | LinkageError trouble) {
      report.line("could not deliver what was left", trouble);
    }
  }
}
