package io.audittrail.log4j;

import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.catalogue.EventType;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.event.AuditEvent;
import io.audittrail.event.AuditEventBuilder;
import java.lang.reflect.Array;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes an audit event out of a map with the keys of the wire (contract A); what has no meaning
 * there becomes an attribute. A key whose value is null counts as absent.
 */
final class MapConversion {
  static final String EVENT_ID = "event_id";
  static final String EVENT_TYPE = "event_type";
  static final String OCCURRED_AT = "occurred_at";
  static final String TIMESTAMP = "timestamp";
  static final String ACTOR_USER = "actor_user_id";
  static final String ACTOR_TENANT = "actor_tenant_id";
  static final String MESSAGE = "message";

  private static final Map<String, ResourceKind> KINDS =
      Arrays.stream(ResourceKind.values())
          .collect(Collectors.toUnmodifiableMap(ResourceKind::key, Function.identity()));

  private MapConversion() {}

  /**
   * Returns the event that the map speaks of; nothing of the map is kept.
   *
   * @param values among them {@value #EVENT_TYPE}
   * @throws IllegalArgumentException if a value is not allowed; it names the key, the value and
   *     what is allowed
   */
  static AuditEvent toEvent(Map<String, ? extends @Nullable Object> values) {
    AuditEventBuilder builder = AuditEvent.of(type(values.get(EVENT_TYPE)));
    boolean exactTimeGiven = values.get(OCCURRED_AT) != null;
    for (Map.Entry<String, ? extends @Nullable Object> entry : values.entrySet()) {
      Object value = entry.getValue();
      boolean superseded = exactTimeGiven && entry.getKey().equals(TIMESTAMP);
      if (value != null && !superseded) {
        set(builder, entry.getKey(), value);
      }
    }
    actor(builder, values.get(ACTOR_USER), values.get(ACTOR_TENANT));
    return builder.build();
  }

  private static void set(AuditEventBuilder builder, String key, Object value) {
    switch (key) {
      case EVENT_TYPE, ACTOR_USER, ACTOR_TENANT -> {} // read together, by key
      case EVENT_ID -> builder.id(text(key, value));
      case OCCURRED_AT, TIMESTAMP -> builder.occurredAt(time(key, value));
      default -> {
        ResourceKind kind = KINDS.get(key);
        if (kind == null) {
          builder.attribute(key, value);
        } else {
          resources(builder, kind, value);
        }
      }
    }
  }

  private static void actor(
      AuditEventBuilder builder, @Nullable Object user, @Nullable Object tenant) {
    if (user != null && tenant != null) {
      builder.actor(text(ACTOR_USER, user), text(ACTOR_TENANT, tenant));
    } else if (user != null) {
      builder.actor(text(ACTOR_USER, user));
    } else if (tenant != null) {
      throw new IllegalArgumentException(
          ACTOR_TENANT + " was " + quote(tenant) + " without an " + ACTOR_USER + " beside it");
    }
  }

  /** A constant's name counts too: a key-value that was an enum arrives as its name. */
  private static EventType type(@Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(EVENT_TYPE + " was missing");
    }
    if (value instanceof EventType type) {
      return type;
    }
    String name = text(EVENT_TYPE, value);
    Optional<DocumentedEventType> documented =
        DocumentedEventType.find(name.toLowerCase(Locale.ROOT));
    return documented.isPresent() ? documented.get() : EventType.of(name);
  }

  @SuppressWarnings("JavaUtilDate") // others give it to us; its text is not ISO-8601
  private static Instant time(String key, Object value) {
    if (value instanceof Date date) {
      return Instant.ofEpochMilli(date.getTime());
    }
    try {
      return DateTimeFormatter.ISO_ZONED_DATE_TIME.parse(value.toString(), Instant::from);
    } catch (DateTimeParseException notATime) {
      throw new IllegalArgumentException(
          key
              + " was "
              + quote(value)
              + ", allowed is ISO-8601 with an offset, such as 2026-01-31T12:00:00.5Z",
          notATime);
    }
  }

  private static void resources(AuditEventBuilder builder, ResourceKind kind, Object value) {
    if (kind.isSingle()) {
      builder.resource(kind, text(kind.key(), value));
      return;
    }
    for (Object id : elements(value)) {
      if (id != null) {
        builder.resource(kind, text(kind.key(), id));
      }
    }
  }

  private static Iterable<? extends @Nullable Object> elements(Object value) {
    if (value instanceof Iterable<?> list) {
      return list;
    }
    if (value.getClass().isArray()) {
      return list(value);
    }
    return listFromText(value.toString());
  }

  /** SLF4J's key–values and Log4j's string maps turn a list into its text before we see it. */
  private static List<String> listFromText(String text) {
    if (text.equals("[]")) {
      return List.of();
    }
    return text.startsWith("[") && text.endsWith("]")
        ? Arrays.asList(text.substring(1, text.length() - 1).split(", "))
        : List.of(text);
  }

  private static List<@Nullable Object> list(Object array) {
    int length = Array.getLength(array);
    List<@Nullable Object> list = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      list.add(Array.get(array, i));
    }
    return list;
  }

  private static String text(String key, Object value) {
    if (value instanceof Iterable || value instanceof Map || value.getClass().isArray()) {
      throw new IllegalArgumentException(
          key + " was a " + value.getClass().getName() + ", allowed is one text");
    }
    return value.toString();
  }

  private static String quote(Object value) {
    String text = value.toString();
    return text.length() <= 80 ? '"' + text + '"' : '"' + text.substring(0, 77) + "…\"";
  }
}
