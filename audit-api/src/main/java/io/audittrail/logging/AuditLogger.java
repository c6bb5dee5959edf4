package io.audittrail.logging;

import io.audittrail.event.AuditEvent;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * Emits events by hand through SLF4J, to whichever backend the application has.
 *
 * <p>An event is logged at level {@code INFO} by the logger {@value #LOGGER_NAME} with the marker
 * {@link #AUDIT}, as the only argument of the message: the appender of this project takes it as it
 * is, every other one writes its text form, which a collector can import. Safe for use by any
 * thread.
 */
public final class AuditLogger {
  /** The name of the logger. */
  public static final String LOGGER_NAME = "audit";

  /** The marker that every event carries. */
  public static final Marker AUDIT = MarkerFactory.getMarker("AUDIT");

  private static final Logger LOGGER = LoggerFactory.getLogger(LOGGER_NAME);
  private static final LongAdder REFUSED = new LongAdder();
  private static final AtomicBoolean REPORTED = new AtomicBoolean();

  private AuditLogger() {}

  /**
   * Emits an event.
   *
   * <p>An event that the backend refuses, because of its level or because there is no SLF4J
   * provider, is counted; the first one is reported on standard error. What the backend throws (an
   * appender with {@code ignoreExceptions="false"}) is thrown on.
   */
  public static void log(AuditEvent event) {
    Objects.requireNonNull(event, "event");
    if (LOGGER.isInfoEnabled(AUDIT)) {
      LOGGER.info(AUDIT, "{}", event);
    } else {
      refuse(event);
    }
  }

  /** Returns how many events the backend has refused since the start of the process. */
  public static long refused() {
    return REFUSED.sum();
  }

  private static void refuse(AuditEvent event) {
    REFUSED.increment();
    if (REPORTED.compareAndSet(false, true)) {
      System.err.println(
          "audit: the logger \""
              + LOGGER_NAME
              + "\" refused an event of type "
              + event.type().wireName()
              + ": it needs an SLF4J provider and level INFO for the marker AUDIT;"
              + " further events that it refuses are only counted");
    }
  }
}
