package io.audittrail.agent.draft;

import io.audittrail.catalogue.EventType;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.event.AuditEvent;
import io.audittrail.event.AuditEventBuilder;
import io.audittrail.event.Resource;
import io.audittrail.wire.WireLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event will say, before its outcome and so its type is known; used by one thread after the
 * other. It holds texts, not the application's objects.
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

  private final String fallbackUser;
  private final JsonBudget eventRoom = new JsonBudget(ROOM_BYTES);

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists, never seen outside
  private final @Nullable List<String>[] ids = new List[KINDS.length];

  private @Nullable Descriptions descriptions;
  private @Nullable List<Attribute> attributes;
  private @Nullable String user;
  private @Nullable String tenant;
  private boolean truncated;

  /** Most drafts have none. */
  private record Descriptions(JsonBudget room, List<Resource> resources) {}

  private record Attribute(String key, Object value) {}

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
    String whole = id(id);
    List<String> known = ids[kind.ordinal()];
    if (known != null && known.contains(whole)) {
      return;
    }
    if (isFull(kind) || !eventRoom.take(whole)) {
      truncated();
      return;
    }
    if (known == null) {
      known = new ArrayList<>(2);
      ids[kind.ordinal()] = known;
    }
    known.add(whole);
  }

  /** Returns whether the event speaks of as many resources of the kind as it can. */
  boolean isFull(ResourceKind kind) {
    List<String> known = ids[kind.ordinal()];
    return known != null && known.size() >= (kind.isSingle() ? 1 : WireLimits.MAX_IDS_PER_KIND);
  }

  /**
   * Adds a description of a resource; its parts are cut already.
   *
   * @throws IllegalArgumentException if nothing describes resources of that kind
   */
  void describe(Resource resource) {
    if (descriptions == null) {
      descriptions = new Descriptions(new JsonBudget(ROOM_BYTES), new ArrayList<>(2));
    }
    boolean fits =
        descriptions.room.take(
            String.join(
                "\",\"display_name\":\"",
                resource.id(),
                String.valueOf(resource.parentId()),
                String.valueOf(resource.name()),
                String.valueOf(resource.title()),
                String.valueOf(resource.email())));
    if (fits) {
      descriptions.resources.add(resource);
    } else {
      truncated();
    }
  }

  /** Sets an attribute to a value that is checked and frozen already. */
  public void attribute(String key, Object value) {
    if (attributes == null) {
      attributes = new ArrayList<>(2);
    }
    attributes.add(new Attribute(key, value));
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
    addTo(event);
    if (truncated) {
      event.attribute(TRUNCATED, true);
    }
    return event.build();
  }

  private void addTo(AuditEventBuilder event) {
    for (ResourceKind kind : KINDS) {
      List<String> known = ids[kind.ordinal()];
      if (known != null) {
        for (String id : known) {
          event.resource(kind, id);
        }
      }
    }
    if (descriptions != null) {
      descriptions.resources.forEach(event::describe);
    }
    if (attributes != null) {
      for (Attribute attribute : attributes) {
        event.attribute(attribute.key, attribute.value);
      }
    }
  }
}
