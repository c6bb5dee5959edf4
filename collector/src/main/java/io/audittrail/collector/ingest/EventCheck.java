package io.audittrail.collector.ingest;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.wire.Quoted;
import io.audittrail.collector.wire.WireTime;
import io.audittrail.wire.WireLimits;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Completes what was read of an event: what is required is there, the time is in range, the actor
 * has a tenant, and a bound writer names no tenant but its own.
 */
final class EventCheck {
  private final Map<String, String> tenantsOfUsers;
  private final @Nullable String writer;

  /**
   * Makes a check.
   *
   * @param tenantsOfUsers the tenants of the users that the body describes
   * @param writer the tenant of the token; null if it is bound to none
   */
  EventCheck(Map<String, String> tenantsOfUsers, @Nullable String writer) {
    this.tenantsOfUsers = tenantsOfUsers;
    this.writer = writer;
  }

  EventRecord complete(ReadEvent event) throws RejectedException {
    String id = require("event_id", event.id);
    String type = require("event_type", event.type);
    long micros = micros(event);
    String user = require("actor_user_id", event.actorUser);
    String tenant = actorTenant(event, user);
    requireOwn("actor_tenant_id", tenant);
    for (String named : tenantIds(event)) {
      requireOwn("tenant_ids", named);
    }
    return new EventRecord(
        id, type, micros, user, tenant, event.ids, event.ownAttributes, event.placedNumber);
  }

  private static long micros(ReadEvent event) throws RejectedException {
    if (event.occurredAtMicros != ReadEvent.UNKNOWN) {
      return event.occurredAtMicros;
    }
    boolean exact = event.occurredAt != null;
    if (!exact && event.timestampTrouble != null) {
      throw event.timestampTrouble;
    }
    String field = exact ? "occurred_at" : "timestamp";
    String text = exact ? event.occurredAt : event.timestamp;
    if (text == null) {
      throw new RejectedException("occurred_at and timestamp were missing, one is required");
    }
    long micros;
    try {
      micros = WireTime.parse(text).micros();
    } catch (IllegalArgumentException e) {
      throw new RejectedException(field + " was " + e.getMessage());
    }
    if (micros < WireLimits.MIN_TIME_MICROS || micros >= WireLimits.END_TIME_MICROS) {
      throw new RejectedException(
          field
              + " was "
              + Quoted.of(text)
              + ", allowed are 1970-01-01T00:00:00Z up to, but not including,"
              + " 9999-12-31T23:59:59.5Z");
    }
    return micros;
  }

  /** The first that is there of what contract A lists. */
  private String actorTenant(ReadEvent event, String user) throws RejectedException {
    if (event.actorTenant != null) {
      return event.actorTenant;
    }
    String described = tenantsOfUsers.get(user);
    if (described != null) {
      return described;
    }
    List<String> named = tenantIds(event);
    if (!named.isEmpty()) {
      return named.get(0);
    }
    if (writer != null) {
      return writer;
    }
    throw new RejectedException(
        "actor_tenant_id was missing, and neither the actor's entry in users, nor tenant_ids, nor"
            + " the token names a tenant");
  }

  private static List<String> tenantIds(ReadEvent event) {
    return event.ids.getOrDefault(ResourceKind.TENANT, List.of());
  }

  private void requireOwn(String field, String tenant) throws RejectedException {
    if (writer != null && !writer.equals(tenant)) {
      throw new RejectedException(
          field
              + " was "
              + Quoted.of(tenant)
              + ", allowed is the tenant of the token, "
              + Quoted.of(writer));
    }
  }

  private static String require(String field, @Nullable String value) throws RejectedException {
    if (value == null) {
      throw new RejectedException(field + " was missing, required is a string");
    }
    return value;
  }
}
