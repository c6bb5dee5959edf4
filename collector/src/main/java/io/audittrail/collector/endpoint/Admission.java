package io.audittrail.collector.endpoint;

import io.audittrail.collector.access.Permission;
import org.jspecify.annotations.Nullable;

/** Who may make the requests of a route. */
public enum Admission {
  /** Everybody, without a token. */
  ANYBODY(null),
  /** Who has a token, whatever it may do. */
  ANY_TOKEN(null),
  /** Who sends a token itself as a key, {@code Authorization: Key <token>}, to trade it. */
  KEY_HOLDERS(null),
  /** Who may read events. */
  READERS(Permission.AUDIT_READ),
  /** Who may write events. */
  WRITERS(Permission.AUDIT_WRITE);

  private final @Nullable Permission permission;

  Admission(@Nullable Permission permission) {
    this.permission = permission;
  }

  /** Returns the permission that a token must have; null if it needs none. */
  public @Nullable Permission permission() {
    return permission;
  }
}
