package io.audittrail.log4j;

import io.audittrail.delivery.DeliveryStatistics;
import io.audittrail.event.AuditEvent;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;

/**
 * The appender {@code <AuditCollector>}: delivers the audit events among the log events that it
 * gets to a collector.
 *
 * <p>An {@link AuditEvent} is taken as a message or as a parameter of one; a Log4j {@code
 * MapMessage} and SLF4J's key–values are taken when they have an {@code event_type}. Anything else
 * is an ordinary log line: ignored and counted, and the first one is reported.
 *
 * <p>Nothing of a log event is kept once {@link #append} has returned. Trouble goes to Log4j's
 * status logger, never to a logger. Safe for use by any thread.
 *
 * <pre>{@code
 * <AuditCollector name="audit" url="http://localhost:8080" token="${env:AUDIT_TOKEN}"/>
 * }</pre>
 */
@Plugin(
    name = "AuditCollector",
    category = Core.CATEGORY_NAME,
    elementType = Appender.ELEMENT_TYPE,
    printObject = true)
public final class AuditCollectorAppender extends AbstractAppender {
  private final LogEventReader reader;
  private final AuditCollectorManager manager;
  private final LongAdder ignored = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final AtomicBoolean ignoredReported = new AtomicBoolean();

  AuditCollectorAppender(
      AuditCollectorBuilder builder, LogEventReader reader, AuditCollectorManager manager) {
    super(
        builder.getName(),
        builder.getFilter(),
        null,
        builder.isIgnoreExceptions(),
        builder.getPropertyArray());
    this.reader = reader;
    this.manager = manager;
  }

  /** Returns a builder of an appender; Log4j sets it from the configuration. */
  @PluginBuilderFactory
  public static AuditCollectorBuilder newBuilder() {
    return new AuditCollectorBuilder();
  }

  /**
   * Delivers the audit events in a log event.
   *
   * @throws IllegalArgumentException if a value of an event is not allowed; Log4j reports it, and
   *     throws it to the caller if {@code ignoreExceptions="false"}
   * @throws io.audittrail.delivery.SpoolFullException as the exception before, if the spool is full
   *     and the policy is {@code FAIL}
   */
  @Override
  public void append(LogEvent logEvent) {
    List<AuditEvent> events = read(logEvent);
    if (events.isEmpty()) {
      ignore(logEvent);
    }
    RuntimeException failure = null;
    for (AuditEvent event : events) {
      try {
        manager.emit(event);
      } catch (RuntimeException refused) {
        if (failure == null) {
          failure = refused;
        } else {
          failure.addSuppressed(refused);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private List<AuditEvent> read(LogEvent logEvent) {
    try {
      return reader.read(logEvent);
    } catch (RuntimeException badValue) {
      failed.increment();
      throw badValue;
    }
  }

  private void ignore(LogEvent logEvent) {
    ignored.increment();
    if (ignoredReported.compareAndSet(false, true)) {
      LOGGER.warn(
          "AuditCollector appender \"{}\" ignored a log event of logger \"{}\", which is no audit"
              + " event: it has neither an AuditEvent nor an event_type;"
              + " further ones are only counted",
          getName(),
          logEvent.getLoggerName());
    }
  }

  /** Returns how many log events were ignored because they were no audit events. */
  public long ignored() {
    return ignored.sum();
  }

  /** Returns how many log events had a value that is not allowed in an audit event. */
  public long failed() {
    return failed.sum();
  }

  /** Returns what became of the events, those of another appender with equal settings included. */
  public DeliveryStatistics statistics() {
    return manager.statistics();
  }

  /** Drains what was emitted, at most for {@code closeTimeoutMillis}, and stops. */
  @Override
  public boolean stop(long timeout, TimeUnit timeUnit) {
    setStopping();
    boolean stopped = super.stop(timeout, timeUnit, false);
    boolean drained = manager.stop(timeout, timeUnit);
    if (ignored() > 0 || failed() > 0) {
      LOGGER.warn(
          "AuditCollector appender \"{}\" stopped after {} log events that were no audit events"
              + " and {} with a value that is not allowed",
          getName(),
          ignored(),
          failed());
    }
    setStopped();
    return stopped && drained;
  }
}
