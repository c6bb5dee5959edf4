package io.audittrail.wire;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.event.Actor;
import io.audittrail.event.AuditEvent;
import io.audittrail.event.Resource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into records: the JSON of an event and of the descriptions that travel with it, as
 * bytes that {@link IngestBody} puts into requests.
 *
 * <p>A record is opaque to everybody but this package: the length of the event's JSON (4 bytes, the
 * most significant first), that JSON, and for each description the ordinal of its kind (1 byte),
 * the length of its JSON (4 bytes) and that JSON.
 *
 * <p>An encoder uses its buffer again and is not safe for use by several threads.
 */
public final class EventEncoder {
  /** Who acts in events that name no actor, unless a setting names somebody else. */
  public static final Actor UNKNOWN_ACTOR = new Actor("unknown", null);

  private static final int INITIAL_CAPACITY = 1_024;
  private static final ResourceKind[] KINDS = ResourceKind.values();
  private static final byte[][] KEYS = new byte[KINDS.length][];

  static {
    for (ResourceKind kind : KINDS) {
      KEYS[kind.ordinal()] = ascii(",\"" + kind.key() + "\":");
    }
  }

  private static final byte[] EVENT_ID = ascii("{\"event_id\":\"");
  private static final byte[] EVENT_TYPE = ascii("\",\"event_type\":\"");
  private static final byte[] OCCURRED_AT = ascii("\",\"occurred_at\":\"");
  private static final byte[] ACTOR_USER = ascii("\",\"actor_user_id\":");
  private static final byte[] ACTOR_TENANT = ascii(",\"actor_tenant_id\":");

  private final Actor fallback;
  private final JsonBuffer buffer = new JsonBuffer(INITIAL_CAPACITY);

  /**
   * Makes an encoder.
   *
   * @param fallback who acts in events that name no actor
   */
  public EventEncoder(Actor fallback) {
    this.fallback = Objects.requireNonNull(fallback, "fallback");
  }

  /**
   * Returns the record of an event, a new array.
   *
   * @throws IllegalArgumentException if the event or its record is over the limit of {@link
   *     WireLimits}, or its type has a name that is not allowed
   */
  public byte[] encode(AuditEvent event) {
    buffer.reset();
    buffer.int32(0);
    event(event);
    int eventBytes = buffer.length() - Integer.BYTES;
    requireAtMost(event, "event", eventBytes, WireLimits.MAX_EVENT_BYTES);
    buffer.setInt32(0, eventBytes);
    for (Resource resource : event.descriptions()) {
      buffer.raw((byte) resource.kind().ordinal());
      int lengthAt = buffer.length();
      buffer.int32(0);
      description(resource);
      buffer.setInt32(lengthAt, buffer.length() - lengthAt - Integer.BYTES);
    }
    requireAtMost(
        event, "event with its descriptions", buffer.length(), WireLimits.MAX_RECORD_BYTES);
    return buffer.toByteArray();
  }

  /** Returns the text form of an event: an ingest body of one event, on one line. */
  public static String textOf(AuditEvent event) {
    byte[] record = new EventEncoder(UNKNOWN_ACTOR).encode(event);
    return new String(IngestBody.of(List.of(record)), StandardCharsets.UTF_8);
  }

  private void event(AuditEvent event) {
    buffer.raw(EVENT_ID);
    String foreignId = event.foreignId();
    if (foreignId == null) {
      buffer.hex(event.idHigh()).hex(event.idLow());
    } else {
      buffer.ascii(foreignId);
    }
    buffer.raw(EVENT_TYPE).ascii(event.typeName());
    buffer.raw(OCCURRED_AT).time(event.occurredAtMicros());
    actor(event.actorUser(), event.actorTenant());
    for (ResourceKind kind : KINDS) {
      ids(kind, event.ids(kind));
    }
    for (Map.Entry<String, @Nullable Object> attribute : event.attributes().entrySet()) {
      buffer.raw((byte) ',').string(attribute.getKey()).raw((byte) ':').value(attribute.getValue());
    }
    buffer.raw((byte) '}');
  }

  private void actor(@Nullable String user, @Nullable String tenant) {
    buffer.raw(ACTOR_USER).string(user == null ? fallback.user() : user);
    String shown = tenant == null ? fallback.tenant() : tenant;
    if (shown != null) {
      buffer.raw(ACTOR_TENANT).string(shown);
    }
  }

  private void ids(ResourceKind kind, List<String> ids) {
    if (ids.isEmpty()) {
      return;
    }
    buffer.raw(KEYS[kind.ordinal()]);
    if (kind.isSingle()) {
      buffer.string(ids.get(0));
    } else {
      buffer.value(ids);
    }
  }

  private void description(Resource resource) {
    String id = resource.id();
    String name = resource.name() == null ? id : resource.name();
    buffer.ascii("{\"id\":").string(id);
    resource
        .kind()
        .parentKey()
        .ifPresent(key -> member(key, resource.parentId() == null ? "" : resource.parentId()));
    switch (resource.kind()) {
      case USER -> {
        member("username", name);
        member("email", resource.email() == null ? "" : resource.email());
        member("display_name", resource.title() == null ? name : resource.title());
      }
      case DATASET, SOURCE, STREAM -> {
        member("name", name);
        member("title", resource.title() == null ? name : resource.title());
      }
      default -> member("name", name);
    }
    buffer.raw((byte) '}');
  }

  private void member(String key, String value) {
    buffer.raw((byte) ',').string(key).raw((byte) ':').string(value);
  }

  private static void requireAtMost(AuditEvent event, String what, int bytes, int limit) {
    if (bytes > limit) {
      throw new IllegalArgumentException(
          what + " " + event.id() + " had " + bytes + " bytes, allowed are at most " + limit);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
