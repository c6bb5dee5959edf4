package io.audittrail.agent.draft;

import io.audittrail.catalogue.EventType;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.event.AuditEvent;
import io.audittrail.event.AuditEventBuilder;
import io.audittrail.event.Resource;
import io.audittrail.wire.WireLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an event will say, before its outcome and so its type is known; used by one thread after the
 * other. It holds texts, not the application's objects.
 *
 * <p>What is over a limit of the wire is cut or left out, and the event says so in the attribute
 * {@code audit_truncated}: an event that says less is better than none.
 */
public final class Draft {
  /** The attribute that is true when something was cut, left out, or could not be read. */
  static final String TRUNCATED = "audit_truncated";

  /** Leaves room for what every event has: ids, times, actor, and keys. */
  private static final int ROOM_BYTES = WireLimits.MAX_EVENT_BYTES - 16 * 1024;

  private final String fallbackUser;
  private final JsonBudget eventRoom = new JsonBudget(ROOM_BYTES);
  private final JsonBudget descriptionRoom = new JsonBudget(ROOM_BYTES);
  private final Set<Mention> mentions = new LinkedHashSet<>();
  private final int[] counts = new int[ResourceKind.values().length];
  private final List<Resource> descriptions = new ArrayList<>(2);
  private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
  private @Nullable String user;
  private @Nullable String tenant;
  private boolean truncated;

  private record Mention(ResourceKind kind, String id) {}

  /**
   * Makes an empty draft.
   *
   * @param fallbackUser who acts if only a tenant is named
   */
  Draft(String fallbackUser) {
    this.fallbackUser = fallbackUser;
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
    Mention mention = new Mention(kind, id(id));
    if (mentions.contains(mention)) {
      return;
    }
    if (!isFull(kind) && eventRoom.take(mention.id())) {
      mentions.add(mention);
      counts[kind.ordinal()]++;
    } else {
      truncated();
    }
  }

  /** Returns whether the event speaks of as many resources of the kind as it can. */
  boolean isFull(ResourceKind kind) {
    return counts[kind.ordinal()] >= (kind.isSingle() ? 1 : WireLimits.MAX_IDS_PER_KIND);
  }

  /**
   * Adds a description of a resource; its parts are cut already.
   *
   * @throws IllegalArgumentException if nothing describes resources of that kind
   */
  void describe(Resource resource) {
    boolean fits =
        descriptionRoom.take(
            String.join(
                "\",\"display_name\":\"",
                resource.id(),
                String.valueOf(resource.parentId()),
                String.valueOf(resource.name()),
                String.valueOf(resource.title()),
                String.valueOf(resource.email())));
    if (fits) {
      descriptions.add(resource);
    } else {
      truncated();
    }
  }

  /** Sets an attribute to a value that is checked and frozen already. */
  public void attribute(String key, Object value) {
    attributes.put(key, value);
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
    AuditEventBuilder event = AuditEvent.of(type);
    if (tenant != null) {
      event.actor(user == null ? fallbackUser : user, tenant);
    } else if (user != null) {
      event.actor(user);
    }
    mentions.forEach(mention -> event.resource(mention.kind(), mention.id()));
    descriptions.forEach(event::describe);
    attributes.forEach(event::attribute);
    if (truncated) {
      event.attribute(TRUNCATED, true);
    }
    return event.build();
  }
}
