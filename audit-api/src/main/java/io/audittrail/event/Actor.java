package io.audittrail.event;

import io.audittrail.wire.WireLimits;
import org.jspecify.annotations.Nullable;

/**
 * Who did it: a user, and the tenant that the user acts in.
 *
 * @param user the user's id, 1 to 512 characters
 * @param tenant the tenant's id, 1 to 512 characters; null if it is not known here, then the
 *     collector finds it (contract A: the tenant of the user's description, else the first tenant
 *     that the event names, else the token's)
 */
public record Actor(String user, @Nullable String tenant) {
  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if an id is empty or too long
   */
  public Actor {
    WireLimits.requireId("actor_user_id", user);
    if (tenant != null) {
      WireLimits.requireId("actor_tenant_id", tenant);
    }
  }
}
