package io.audittrail.event;

import io.audittrail.catalogue.EventType;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.wire.WireLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link AuditEvent}; not safe for use by several threads.
 *
 * <p>Each method throws {@link IllegalArgumentException}, naming the field, the value and what is
 * allowed, when its argument is over one of the limits of {@link WireLimits}.
 */
@SuppressWarnings("EnumOrdinal") // an array by kind is the fastest map there is
public final class AuditEventBuilder {
  private static final int KINDS = ResourceKind.values().length;
  private static final long NOW = Long.MIN_VALUE;

  final EventType type;
  final String typeName;
  @Nullable String id;
  @Nullable String actorUser;
  @Nullable String actorTenant;
  private long occurredAtMicros = NOW;

  /** Lists of up to two ids cannot be modified, longer ones can until an event has them. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists, never seen outside
  private @Nullable List<String>[] ids = new List[KINDS];

  private @Nullable List<Resource> descriptions;
  private @Nullable Map<String, @Nullable Object> attributes;

  /** Whether an event has the ids and attributes, so that they are copied before a change. */
  private boolean shared;

  AuditEventBuilder(EventType type) {
    this.type = Objects.requireNonNull(type, "type");
    this.typeName = WireLimits.requireToken("event_type", type.wireName());
  }

  /**
   * Sets an id from elsewhere, {@code [A-Za-z0-9_.-]{1,64}}; by default the event makes its own.
   */
  public AuditEventBuilder id(String id) {
    this.id = WireLimits.requireToken("event_id", id);
    return this;
  }

  /** Sets when it happened, kept to the microsecond, years 1970 to 9999; by default now. */
  public AuditEventBuilder occurredAt(Instant time) {
    long seconds = time.getEpochSecond();
    if (seconds < 0 || seconds > WireLimits.END_TIME_MICROS / 1_000_000) {
      throw outOfRange(time);
    }
    long micros = seconds * 1_000_000 + time.getNano() / 1_000;
    if (micros >= WireLimits.END_TIME_MICROS) {
      throw outOfRange(time);
    }
    this.occurredAtMicros = micros;
    return this;
  }

  private static IllegalArgumentException outOfRange(Instant time) {
    return new IllegalArgumentException(
        "occurred_at was "
            + time
            + ", allowed is 1970-01-01T00:00:00Z to before 9999-12-31T23:59:59.5Z");
  }

  /** Sets who did it; by default whom {@link AuditContext} names when the event is built. */
  public AuditEventBuilder actor(Actor actor) {
    this.actorUser = actor.user();
    this.actorTenant = actor.tenant();
    return this;
  }

  /** Sets the user who did it; the tenant is the one that {@link AuditContext} names. */
  public AuditEventBuilder actor(String user) {
    this.actorUser = WireLimits.requireId("actor_user_id", user);
    this.actorTenant = null;
    return this;
  }

  /** Sets the user who did it and the tenant in which the user acted. */
  public AuditEventBuilder actor(String user, String tenant) {
    this.actorUser = WireLimits.requireId("actor_user_id", user);
    this.actorTenant = WireLimits.requireId("actor_tenant_id", tenant);
    return this;
  }

  /** Adds a user that the event speaks of. */
  public AuditEventBuilder user(String id) {
    return resource(ResourceKind.USER, id);
  }

  /** Adds a user that the event speaks of, and describes it. */
  public AuditEventBuilder user(
      String id, String username, String email, String displayName, String tenantId) {
    return resource(Resource.user(id, tenantId, username, email, displayName));
  }

  /** Adds a tenant that the event speaks of. */
  public AuditEventBuilder tenant(String id) {
    return resource(ResourceKind.TENANT, id);
  }

  /** Adds a tenant that the event speaks of, and describes it. */
  public AuditEventBuilder tenant(String id, String name) {
    return resource(Resource.tenant(id, name));
  }

  /** Adds a project that the event speaks of. */
  public AuditEventBuilder project(String id) {
    return resource(ResourceKind.PROJECT, id);
  }

  /** Adds a project that the event speaks of, and describes it. */
  public AuditEventBuilder project(String id, String name, String tenantId) {
    return resource(Resource.project(id, name, tenantId));
  }

  /** Adds a dataset that the event speaks of. */
  public AuditEventBuilder dataset(String id) {
    return resource(ResourceKind.DATASET, id);
  }

  /** Adds a dataset that the event speaks of, and describes it. */
  public AuditEventBuilder dataset(String id, String name, String title, String projectId) {
    return resource(Resource.dataset(id, name, title, projectId));
  }

  /** Adds a source that the event speaks of. */
  public AuditEventBuilder source(String id) {
    return resource(ResourceKind.SOURCE, id);
  }

  /** Adds a source that the event speaks of, and describes it. */
  public AuditEventBuilder source(String id, String name, String title, String projectId) {
    return resource(Resource.source(id, name, title, projectId));
  }

  /** Adds a stream that the event speaks of; the wire calls it a trigger. */
  public AuditEventBuilder stream(String id) {
    return resource(ResourceKind.STREAM, id);
  }

  /** Adds a stream that the event speaks of, and describes it. */
  public AuditEventBuilder stream(String id, String name, String title, String datasetId) {
    return resource(Resource.stream(id, name, title, datasetId));
  }

  /** Sets the application that the event speaks of (contract B); an event has at most one. */
  public AuditEventBuilder application(String id) {
    return resource(ResourceKind.APPLICATION, id);
  }

  /** Sets the attribute {@code message}, which contract B shows. */
  public AuditEventBuilder message(String message) {
    return attribute("message", message);
  }

  /**
   * Sets the attribute {@code event_data}, which contract B shows as JSON; what becomes of the
   * value is what {@link #attribute} says.
   */
  public AuditEventBuilder eventData(@Nullable Object value) {
    return attribute("event_data", value);
  }

  /** Adds a resource that the event speaks of; an id that is there already is not added again. */
  public AuditEventBuilder resource(ResourceKind kind, String id) {
    WireLimits.requireId(kind.key(), id);
    beforeChange();
    List<String> list = ids[kind.ordinal()];
    ids[kind.ordinal()] =
        list == null || kind.isSingle() ? List.of(id) : withAnother(kind, list, id);
    return this;
  }

  private static List<String> withAnother(ResourceKind kind, List<String> list, String id) {
    if (list.contains(id)) {
      return list;
    }
    int size = list.size();
    if (size == 1) {
      return List.of(list.get(0), id);
    }
    if (size == WireLimits.MAX_IDS_PER_KIND) {
      throw new IllegalArgumentException(
          kind.key() + " had more than " + WireLimits.MAX_IDS_PER_KIND + " ids");
    }
    List<String> longer = list instanceof ArrayList ? list : new ArrayList<>(list);
    longer.add(id);
    return longer;
  }

  private void beforeChange() {
    if (shared) {
      ids = ids.clone();
      attributes = attributes == null ? null : new LinkedHashMap<>(attributes);
      shared = false;
    }
  }

  /** Adds a resource that the event speaks of, and its description. */
  public AuditEventBuilder resource(Resource resource) {
    resource(resource.kind(), resource.id());
    return describe(resource);
  }

  /** Adds a description of a resource that the event does not speak of itself, such as a parent. */
  public AuditEventBuilder describe(Resource resource) {
    Objects.requireNonNull(resource, "resource");
    if (descriptions == null) {
      descriptions = new ArrayList<>(4);
    }
    descriptions.add(resource);
    return this;
  }

  /**
   * Sets an attribute; the value is copied, so that nobody can change it later.
   *
   * <p>A string, boolean, finite number or null stays what it is. A collection or array becomes a
   * list, a map becomes an object with the texts of its keys. Anything else becomes its text: the
   * name of an enum's constant, what {@code toString} says otherwise ({@code UUID}, {@code
   * Instant}, {@code NaN}, a number of more than 1,000 characters).
   *
   * @param key 1 to 128 characters, none of the keys that every event has
   * @param value at most 16 levels deep and a megabyte long, the keys of its maps at most 128
   *     characters
   */
  public AuditEventBuilder attribute(String key, @Nullable Object value) {
    Object frozen = AttributeFreezer.freeze(key, value);
    beforeChange();
    if (attributes == null) {
      attributes = new LinkedHashMap<>();
    }
    attributes.put(key, frozen);
    return this;
  }

  /**
   * Builds the event. The builder may be used again; its next event has an id and a time of its
   * own.
   */
  public AuditEvent build() {
    AuditEvent event = new AuditEvent(this, nowMicros());
    shared = true;
    return event;
  }

  private static long nowMicros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  long occurredAtMicros(long nowMicros) {
    if (occurredAtMicros != NOW) {
      return occurredAtMicros;
    }
    // A machine whose clock is far out must not make events that nobody can store.
    return Math.min(
        Math.max(nowMicros, WireLimits.MIN_TIME_MICROS), WireLimits.END_TIME_MICROS - 1);
  }

  @Nullable List<String>[] frozenIds() {
    for (int kind = 0; kind < KINDS; kind++) {
      List<String> list = ids[kind];
      if (list instanceof ArrayList) {
        ids[kind] = List.copyOf(list);
      }
    }
    return ids;
  }

  List<Resource> frozenDescriptions() {
    return descriptions == null ? List.of() : List.copyOf(descriptions);
  }

  Map<String, @Nullable Object> frozenAttributes() {
    return attributes == null ? Map.of() : Collections.unmodifiableMap(attributes);
  }
}
