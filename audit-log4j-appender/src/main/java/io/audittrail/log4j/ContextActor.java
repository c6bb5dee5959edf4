package io.audittrail.log4j;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.event.Actor;
import io.audittrail.event.AuditContext;
import io.audittrail.event.AuditEvent;
import io.audittrail.event.AuditEventBuilder;
import java.util.Objects;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.jspecify.annotations.Nullable;

/**
 * Says who acts where an event does not: {@link AuditContext}, whose mirror in the MDC Log4j
 * carries over to its own threads, else the application's own MDC keys, if it named them.
 *
 * @param userKey the MDC key that holds the user's id; null if there is none
 * @param tenantKey the MDC key that holds the tenant's id; null if there is none
 * @param fallbackUser who acts for a tenant in events that name no user
 */
record ContextActor(@Nullable String userKey, @Nullable String tenantKey, String fallbackUser) {

  /** Returns whether the MDC's entry says who acts, and so is no attribute of an event. */
  boolean isActorKey(String key) {
    return key.equals(AuditContext.MDC_USER)
        || key.equals(AuditContext.MDC_TENANT)
        || key.equals(userKey)
        || key.equals(tenantKey);
  }

  /** Returns the acting user's id; null if nobody said who acts. */
  @Nullable String user(ReadOnlyStringMap context) {
    Actor actor = AuditContext.current();
    String mirrored = value(context, AuditContext.MDC_USER);
    if (mirrored == null && actor != null) {
      return actor.user();
    }
    return mirrored == null ? value(context, userKey) : mirrored;
  }

  /** Returns the id of the tenant in which the user acts; null if nobody said so. */
  @Nullable String tenant(ReadOnlyStringMap context) {
    Actor actor = AuditContext.current();
    String mirrored = value(context, AuditContext.MDC_TENANT);
    if (mirrored == null && actor != null && actor.tenant() != null) {
      return actor.tenant();
    }
    return mirrored == null ? value(context, tenantKey) : mirrored;
  }

  /** Returns the event, or a copy of it with the parts of the actor that it does not name. */
  AuditEvent complete(AuditEvent event, ReadOnlyStringMap context) {
    if (event.actorUser() != null && event.actorTenant() != null) {
      return event;
    }
    String user = event.actorUser() == null ? user(context) : event.actorUser();
    String tenant = event.actorTenant() == null ? tenant(context) : event.actorTenant();
    boolean nothingNew = Objects.equals(user, event.actorUser()) && tenant == null;
    return user == null || nothingNew ? event : copy(event).actor(new Actor(user, tenant)).build();
  }

  private static AuditEventBuilder copy(AuditEvent event) {
    AuditEventBuilder copy =
        AuditEvent.of(event.type()).id(event.id()).occurredAt(event.occurredAt());
    for (ResourceKind kind : ResourceKind.values()) {
      event.ids(kind).forEach(id -> copy.resource(kind, id));
    }
    event.descriptions().forEach(copy::describe);
    event.attributes().forEach(copy::attribute);
    return copy;
  }

  private static @Nullable String value(ReadOnlyStringMap context, @Nullable String key) {
    Object value = key == null ? null : context.getValue(key);
    return value == null || value.toString().isEmpty() ? null : value.toString();
  }
}
