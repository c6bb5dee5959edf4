package io.audittrail.wire;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.event.Actor;
import io.audittrail.event.AuditEvent;
import io.audittrail.event.Resource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
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
@SuppressWarnings("EnumOrdinal") // arrays by kind; records keep the number, and a test holds it
public final class EventEncoder {
  /** Who acts in events that name no actor, unless a setting names somebody else. */
  public static final Actor UNKNOWN_ACTOR = new Actor("unknown", null);

  private static final int INITIAL_CAPACITY = 1_024;
  private static final int KEPT_CAPACITY = 64 * 1024;

  private static final ResourceKind[] KINDS = ResourceKind.values();
  private static final byte[][] KEYS = new byte[KINDS.length][];
  private static final byte[] EVENT_ID = ascii("{\"event_id\":\"");
  private static final byte[] EVENT_TYPE = ascii("\",\"event_type\":\"");
  private static final byte[] OCCURRED_AT = ascii("\",\"occurred_at\":\"");
  private static final byte[] ACTOR_USER = ascii("\",\"actor_user_id\":");
  private static final byte[] ACTOR_TENANT = ascii(",\"actor_tenant_id\":");

  /** Loggers ask for the text of each event, often from one thread at a time. */
  private static final AtomicReference<@Nullable EventEncoder> IDLE = new AtomicReference<>();

  static {
    for (ResourceKind kind : KINDS) {
      KEYS[kind.ordinal()] = ascii(",\"" + kind.key() + "\":");
    }
  }

  private final Actor fallback;
  private final TimeText time = new TimeText();
  private JsonBuffer buffer = new JsonBuffer(INITIAL_CAPACITY);

  /**
   * Makes an encoder.
   *
   * @param fallback who acts in events that name no user, and in which tenant in those that name no
   *     tenant
   */
  public EventEncoder(Actor fallback) {
    this.fallback = Objects.requireNonNull(fallback, "fallback");
  }

  /**
   * Returns the record of an event, a new array.
   *
   * @throws IllegalArgumentException if the event or its record is over the limit of {@link
   *     WireLimits}
   */
  public byte[] encode(AuditEvent event) {
    encodeInPlace(event);
    return buffer.toByteArray();
  }

  /**
   * Encodes an event into {@link #buffer()}, which holds its record until the next event is
   * encoded.
   *
   * @return how many bytes the record has
   * @throws IllegalArgumentException if the event or its record is over the limit of {@link
   *     WireLimits}
   */
  public int encodeInPlace(AuditEvent event) {
    int eventBytes = write(event);
    requireAtMost(event, "event", eventBytes, WireLimits.MAX_EVENT_BYTES);
    requireAtMost(
        event, "event with its descriptions", buffer.length(), WireLimits.MAX_RECORD_BYTES);
    return buffer.length();
  }

  /** Returns the encoder's own array, which begins with the record that was encoded last. */
  public byte[] buffer() {
    return buffer.bytes();
  }

  /** Returns the text form of an event: an ingest body of one event, on one line. */
  public static String textOf(AuditEvent event) {
    EventEncoder idle = IDLE.getAndSet(null);
    EventEncoder encoder = idle == null ? new EventEncoder(UNKNOWN_ACTOR) : idle;
    try {
      return encoder.text(event);
    } finally {
      if (encoder.buffer.capacity() <= KEPT_CAPACITY) {
        IDLE.set(encoder);
      }
    }
  }

  private String text(AuditEvent event) {
    if (!event.descriptions().isEmpty()) {
      write(event);
      return new String(IngestBody.of(List.of(buffer.toByteArray())), StandardCharsets.UTF_8);
    }
    startBuffer();
    buffer.raw(IngestBody.START);
    event(event);
    buffer.raw(']').raw('}');
    return new String(buffer.bytes(), 0, buffer.length(), StandardCharsets.UTF_8);
  }

  /** Writes the record into the buffer and returns how many bytes the event has. */
  private int write(AuditEvent event) {
    startBuffer();
    buffer.int32(0);
    event(event);
    int eventBytes = buffer.length() - Integer.BYTES;
    buffer.setInt32(0, eventBytes);
    List<Resource> descriptions = event.descriptions();
    for (int i = 0, size = descriptions.size(); i < size; i++) {
      Resource resource = descriptions.get(i);
      buffer.raw((char) resource.kind().ordinal());
      int lengthAt = buffer.length();
      buffer.int32(0);
      DescriptionEncoder.write(resource, buffer);
      buffer.setInt32(lengthAt, buffer.length() - lengthAt - Integer.BYTES);
    }
    return eventBytes;
  }

  /** One large event must not keep its memory for as long as the thread lives. */
  private void startBuffer() {
    if (buffer.capacity() > KEPT_CAPACITY) {
      buffer = new JsonBuffer(INITIAL_CAPACITY);
    }
    buffer.reset();
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
    buffer.raw(OCCURRED_AT);
    time.write(event.occurredAtMicros(), buffer);
    actor(event.actorUser(), event.actorTenant());
    for (ResourceKind kind : KINDS) {
      ids(kind, event.ids(kind));
    }
    attributes(event.attributes());
    buffer.raw('}');
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
      buffer.strings(ids);
    }
  }

  private void attributes(Map<String, @Nullable Object> attributes) {
    if (attributes.isEmpty()) {
      return;
    }
    for (Map.Entry<String, @Nullable Object> attribute : attributes.entrySet()) {
      buffer.raw(',').string(attribute.getKey()).raw(':').value(attribute.getValue());
    }
  }

  private static void requireAtMost(AuditEvent event, String what, int bytes, int limit) {
    if (bytes > limit) {
      throw new IllegalArgumentException(
          what + " " + event.id() + " had " + bytes + " bytes, allowed are at most " + limit);
    }
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
