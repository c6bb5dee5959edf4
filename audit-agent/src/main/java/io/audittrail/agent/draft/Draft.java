package io.audittrail.agent.draft;

import io.audittrail.catalogue.EventType;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.event.AuditEvent;
import io.audittrail.event.AuditEventBuilder;
import io.audittrail.event.Resource;
import io.audittrail.wire.WireLimits;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an event will say, before its outcome is known; used by one thread after the other. It holds
 * texts, not the application's objects.
 *
 * <p>What is over a limit of the wire is cut or left out, and the event says so in the attribute
 * {@code audit_truncated}: an event that says less is better than none.
 */
@SuppressWarnings("EnumOrdinal") // an array by kind is the fastest map there is
public final class Draft {
  /** The attribute that is true when something was cut, left out, or could not be read. */
  static final String TRUNCATED = "audit_truncated";

  /** Leaves room for what every event has: ids, times, actor, and keys. */
  private static final int ROOM_BYTES = WireLimits.MAX_EVENT_BYTES - 16 * 1024;

  private static final ResourceKind[] KINDS = ResourceKind.values();

  private final EventType likely;
  private final String fallbackUser;
  private final AuditEventBuilder event;
  private final JsonBudget eventRoom = new JsonBudget(ROOM_BYTES);

  /** The first id of each kind, which is the only one of most. */
  private final @Nullable String[] firstIds = new String[KINDS.length];

  /** All ids of the kinds that have several. */
  private @Nullable Map<ResourceKind, Set<String>> severalIds;

  private @Nullable JsonBudget descriptionsRoom;
  private @Nullable String user;
  private @Nullable String tenant;
  private boolean truncated;

  /**
   * Makes an empty draft.
   *
   * @param likely the type that the event has if nothing else comes
   * @param fallbackUser who acts if only a tenant is named
   */
  Draft(EventType likely, String fallbackUser) {
    this.likely = likely;
    this.fallbackUser = fallbackUser;
    this.event = AuditEvent.of(likely);
  }

  /** Returns the room for ids and attributes. */
  JsonBudget room() {
    return eventRoom;
  }

  /** Something was cut, left out, or could not be read. */
  void truncated() {
    truncated = true;
  }

  /** Sets the parts of the actor that are given, in place of what was known before. */
  void actor(@Nullable String user, @Nullable String tenant) {
    this.user = user == null || user.isEmpty() ? this.user : id(user);
    this.tenant = tenant == null || tenant.isEmpty() ? this.tenant : id(tenant);
  }

  /** Sets the parts of the actor that are given and not known yet. */
  void contextActor(@Nullable String user, @Nullable String tenant) {
    actor(this.user == null ? user : null, this.tenant == null ? tenant : null);
  }

  /** Adds a resource that the event speaks of; an empty id names nothing. */
  void mention(ResourceKind kind, String id) {
    if (id.isEmpty()) {
      return;
    }
    String whole = id(id);
    if (isMentioned(kind, whole)) {
      return;
    }
    if (isFull(kind) || !eventRoom.take(whole)) {
      truncated();
      return;
    }
    remember(kind, whole);
    event.resource(kind, whole);
  }

  private boolean isMentioned(ResourceKind kind, String id) {
    String first = firstIds[kind.ordinal()];
    return first != null && (first.equals(id) || idsOf(kind).contains(id));
  }

  private void remember(ResourceKind kind, String id) {
    String first = firstIds[kind.ordinal()];
    if (first == null) {
      firstIds[kind.ordinal()] = id;
      return;
    }
    if (severalIds == null) {
      severalIds = new EnumMap<>(ResourceKind.class);
    }
    severalIds.computeIfAbsent(kind, key -> new HashSet<>(Set.of(first))).add(id);
  }

  /** Returns the ids of a kind that has several; none for others. */
  private Set<String> idsOf(ResourceKind kind) {
    return severalIds == null ? Set.of() : severalIds.getOrDefault(kind, Set.of());
  }

  /** Returns whether the event speaks of as many resources of the kind as it can. */
  boolean isFull(ResourceKind kind) {
    return firstIds[kind.ordinal()] != null
        && (kind.isSingle() || idsOf(kind).size() >= WireLimits.MAX_IDS_PER_KIND);
  }

  /**
   * Adds a description of a resource; its parts are cut already.
   *
   * @throws IllegalArgumentException if nothing describes resources of that kind
   */
  void describe(Resource resource) {
    if (descriptionsRoom == null) {
      descriptionsRoom = new JsonBudget(ROOM_BYTES);
    }
    boolean fits =
        descriptionsRoom.take(
            String.join(
                "\",\"display_name\":\"",
                resource.id(),
                String.valueOf(resource.parentId()),
                String.valueOf(resource.name()),
                String.valueOf(resource.title()),
                String.valueOf(resource.email())));
    if (fits) {
      event.describe(resource);
    } else {
      truncated();
    }
  }

  /** Sets an attribute to a value that is checked and frozen already. */
  public void attribute(String key, Object value) {
    event.attribute(key, value);
  }

  /** Returns an id that is short enough. */
  String id(String id) {
    return cut(id, WireLimits.MAX_ID_LENGTH);
  }

  /** Returns a text that is short enough, whole characters only. */
  String cut(String text, int maxLength) {
    if (text.length() <= maxLength) {
      return text;
    }
    truncated();
    boolean splitsPair = Character.isHighSurrogate(text.charAt(maxLength - 1));
    return text.substring(0, splitsPair ? maxLength - 1 : maxLength);
  }

  /** Returns the event, which happened now. */
  public AuditEvent toEvent(EventType type) {
    AuditEventBuilder finished = type == likely ? event : copyAs(type);
    if (tenant != null) {
      finished.actor(user == null ? fallbackUser : user, tenant);
    } else if (user != null) {
      finished.actor(user);
    }
    if (truncated) {
      finished.attribute(TRUNCATED, true);
    }
    return finished.build();
  }

  /** Returns a builder of another type that has all but the actor. */
  private AuditEventBuilder copyAs(EventType type) {
    AuditEvent draft = event.build();
    AuditEventBuilder copy = AuditEvent.of(type);
    for (ResourceKind kind : KINDS) {
      draft.ids(kind).forEach(id -> copy.resource(kind, id));
    }
    draft.descriptions().forEach(copy::describe);
    draft.attributes().forEach(copy::attribute);
    return copy;
  }
}
