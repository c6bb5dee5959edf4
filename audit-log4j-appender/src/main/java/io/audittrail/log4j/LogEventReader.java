package io.audittrail.log4j;

import io.audittrail.event.AuditEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the audit events in a log event, however they were logged, and keeps nothing of it: Log4j
 * uses log events and messages again.
 */
final class LogEventReader {
  /** The type that log4j-audit gives to all of its messages; their id says what happened. */
  private static final String LOG4J_AUDIT_TYPE = "Audit";

  /** What {@link String#valueOf(Object)} made of a null before SLF4J's key–value reached us. */
  private static final String NULL_AS_TEXT = "null";

  private final ContextActor contextActor;

  LogEventReader(ContextActor contextActor) {
    this.contextActor = contextActor;
  }

  /**
   * Returns the audit events in the order in which they were given; none if it is an ordinary line.
   *
   * @throws IllegalArgumentException if a value of an event is not allowed
   */
  List<AuditEvent> read(LogEvent logEvent) {
    Message message = logEvent.getMessage();
    List<AuditEvent> events = parameters(message, logEvent.getContextData());
    if (!events.isEmpty()) {
      return events;
    }
    Map<String, @Nullable Object> values = values(message, logEvent.getContextData());
    return values.get(MapConversion.EVENT_TYPE) == null
        ? List.of()
        : List.of(MapConversion.toEvent(complete(values, logEvent)));
  }

  private List<AuditEvent> parameters(Message message, ReadOnlyStringMap context) {
    @Nullable Object @Nullable [] parameters = message.getParameters();
    if (parameters == null) {
      return List.of();
    }
    List<AuditEvent> events = new ArrayList<>(1);
    for (Object parameter : parameters) {
      if (parameter instanceof AuditEvent event) {
        events.add(contextActor.complete(event, context));
      }
    }
    return events;
  }

  private Map<String, @Nullable Object> values(Message message, ReadOnlyStringMap context) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (message instanceof MapMessage<?, ?> map) {
      map.forEach(values::put);
    }
    if (message instanceof StructuredDataMessage structured) {
      values.putIfAbsent(MapConversion.EVENT_TYPE, type(structured));
    }
    return values.get(MapConversion.EVENT_TYPE) == null ? keyValues(context) : values;
  }

  private static @Nullable String type(StructuredDataMessage message) {
    return LOG4J_AUDIT_TYPE.equals(message.getType()) && message.getId() != null
        ? message.getId().getName()
        : message.getType();
  }

  /** SLF4J's key–values arrive as text in the context data, among the entries of the MDC. */
  private Map<String, @Nullable Object> keyValues(ReadOnlyStringMap context) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (context.containsKey(MapConversion.EVENT_TYPE)) {
      context.forEach(
          (key, value) -> {
            if (!contextActor.isActorKey(key) && !NULL_AS_TEXT.equals(value)) {
              values.put(key, value);
            }
          });
    }
    return values;
  }

  private Map<String, @Nullable Object> complete(
      Map<String, @Nullable Object> values, LogEvent logEvent) {
    if (values.get(MapConversion.TIMESTAMP) == null) {
      values.putIfAbsent(MapConversion.OCCURRED_AT, instant(logEvent));
    }
    String text = text(logEvent.getMessage());
    if (!text.isEmpty()) {
      values.putIfAbsent(MapConversion.MESSAGE, text);
    }
    ReadOnlyStringMap context = logEvent.getContextData();
    values.computeIfAbsent(MapConversion.ACTOR_USER, key -> contextActor.user(context));
    values.computeIfAbsent(MapConversion.ACTOR_TENANT, key -> contextActor.tenant(context));
    if (values.get(MapConversion.ACTOR_TENANT) != null) {
      values.putIfAbsent(MapConversion.ACTOR_USER, contextActor.fallbackUser());
    }
    return values;
  }

  private static Instant instant(LogEvent logEvent) {
    var instant = logEvent.getInstant();
    return Instant.ofEpochSecond(instant.getEpochSecond(), instant.getNanoOfSecond());
  }

  /** A map's formatted message repeats the map; its format is what was said beside it. */
  private static String text(Message message) {
    String text =
        message instanceof MapMessage<?, ?> map ? map.getFormat() : message.getFormattedMessage();
    return text == null ? "" : text;
  }
}
