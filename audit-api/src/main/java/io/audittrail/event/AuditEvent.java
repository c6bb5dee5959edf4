package io.audittrail.event;

import io.audittrail.catalogue.EventType;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.wire.EventEncoder;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record that somebody did something to something: typed, immutable, with an id of its own.
 *
 * <p>Its {@link #toString()} is its text form: an ingest body of one event on one line, which a
 * collector takes in as it is. Events are equal when they are the same object. Instances are safe
 * for use by any thread.
 *
 * <pre>{@code
 * AuditEvent event =
 *     AuditEvent.of(TRIGGER_CREATE)
 *         .actor("u-17", "acme")
 *         .stream("st-1")
 *         .dataset("ds-1", "orders", "Orders", "pr-1")
 *         .build();
 * }</pre>
 */
@SuppressWarnings("EnumOrdinal") // an array by kind is the fastest map there is
public final class AuditEvent {
  private static final Set<String> RESERVED_KEYS =
      Set.of(
          "event_id",
          "event_type",
          "timestamp",
          "occurred_at",
          "actor_user_id",
          "actor_tenant_id",
          "producer",
          "producer_sequence",
          "user_ids",
          "tenant_ids",
          "project_ids",
          "dataset_ids",
          "source_ids",
          "trigger_ids",
          "application_id");

  private final EventType type;
  private final String typeName;
  private final long occurredAtMicros;
  private final long idHigh;
  private final long idLow;
  private final @Nullable String foreignId;
  private final @Nullable String actorUser;
  private final @Nullable String actorTenant;
  private final @Nullable List<String>[] ids;
  private final List<Resource> descriptions;
  private final Map<String, @Nullable Object> attributes;

  AuditEvent(AuditEventBuilder builder, long nowMicros) {
    this.type = builder.type;
    this.typeName = builder.typeName;
    this.occurredAtMicros = builder.occurredAtMicros(nowMicros);
    this.foreignId = builder.id;
    // Ids follow the clock and not the event's own time: one event of next year would otherwise
    // carry all that follow into next year.
    this.idHigh = foreignId == null ? EventIds.OF_PROCESS.nextHigh(nowMicros) : 0;
    this.idLow = foreignId == null ? EventIds.nextLow() : 0;
    boolean complete = builder.actorUser != null && builder.actorTenant != null;
    Actor context = complete ? null : AuditContext.current();
    this.actorUser =
        builder.actorUser != null || context == null ? builder.actorUser : context.user();
    this.actorTenant =
        builder.actorTenant != null || context == null ? builder.actorTenant : context.tenant();
    this.ids = builder.frozenIds();
    this.descriptions = builder.frozenDescriptions();
    this.attributes = builder.frozenAttributes();
  }

  /**
   * Returns a builder of an event of the given type.
   *
   * @throws IllegalArgumentException if the type's name on the wire does not match {@code
   *     [A-Za-z0-9_.-]{1,64}}
   */
  public static AuditEventBuilder of(EventType type) {
    return new AuditEventBuilder(type);
  }

  /**
   * Returns whether the key has a meaning of its own in every event, so that no attribute has it.
   */
  public static boolean isReservedKey(String key) {
    return RESERVED_KEYS.contains(key);
  }

  /** Returns the type. */
  public EventType type() {
    return type;
  }

  /** Returns the name of the type on the wire, as it was when the event was begun. */
  public String typeName() {
    return typeName;
  }

  /**
   * Returns the id: 32 lower-case hexadecimal digits, increasing within a process, or what {@link
   * AuditEventBuilder#id(String)} was given.
   */
  public String id() {
    if (foreignId != null) {
      return foreignId;
    }
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(idHigh).concat(hex.toHexDigits(idLow));
  }

  /**
   * Returns the id if it comes from elsewhere; null if it is {@link #idHigh()}, {@link #idLow()}.
   */
  public @Nullable String foreignId() {
    return foreignId;
  }

  /** Returns the upper 64 bits of the id; without meaning if {@link #foreignId()} is not null. */
  public long idHigh() {
    return idHigh;
  }

  /** Returns the lower 64 bits of the id; without meaning if {@link #foreignId()} is not null. */
  public long idLow() {
    return idLow;
  }

  /** Returns when it happened, to the microsecond. */
  public Instant occurredAt() {
    return Instant.ofEpochSecond(
        Math.floorDiv(occurredAtMicros, 1_000_000L),
        Math.floorMod(occurredAtMicros, 1_000_000L) * 1_000L);
  }

  /** Returns when it happened, in microseconds since 1970-01-01T00:00:00Z. */
  public long occurredAtMicros() {
    return occurredAtMicros;
  }

  /** Returns the id of the user who did it; null if nobody said who acts. */
  public @Nullable String actorUser() {
    return actorUser;
  }

  /** Returns the id of the tenant in which the user acted; null if nobody said so. */
  public @Nullable String actorTenant() {
    return actorTenant;
  }

  /** Returns the ids of the given kind in the order in which they were given; unmodifiable. */
  public List<String> ids(ResourceKind kind) {
    List<String> list = ids[kind.ordinal()];
    return list == null ? List.of() : list;
  }

  /** Returns the descriptions of resources that travel with the event; unmodifiable. */
  public List<Resource> descriptions() {
    return descriptions;
  }

  /**
   * Returns the attributes in the order in which they were given; unmodifiable. A value is a
   * string, boolean, number or null, or an unmodifiable list or map of those.
   */
  public Map<String, @Nullable Object> attributes() {
    return attributes;
  }

  /**
   * Returns the text form: an ingest body of this one event, on one line, whatever its size. An
   * actor whom nobody named is {@link EventEncoder#UNKNOWN_ACTOR}.
   */
  @Override
  public String toString() {
    return EventEncoder.textOf(this);
  }
}
