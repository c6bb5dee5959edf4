package io.audittrail.collector.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a token; not its secret, of which only a hash is kept.
 *
 * @param id its public part, 16 hexadecimal digits
 * @param name what its maker called it; unique among the tokens that are not revoked
 * @param permissions what it may do, at least one
 * @param profile for whom it was made
 * @param createdAt when it was made, to the second
 * @param expiresAt from when on it is refused, to the second; null if it does not expire
 */
public record Token(
    String id,
    String name,
    Set<Permission> permissions,
    Profile profile,
    Instant createdAt,
    @Nullable Instant expiresAt) {
  private static final String OWN_TENANT = "collector";

  /** Returns whether the token may do what the permission allows. */
  public boolean may(Permission permission) {
    return permission.isAllowedBy(permissions);
  }

  /** Returns the tenant that the token is bound to; null if it reads and writes all. */
  public @Nullable String tenant() {
    return profile.tenant();
  }

  /** Returns the same token, bound to a tenant. */
  Token boundTo(String tenant) {
    return new Token(id, name, permissions, profile.boundTo(tenant), createdAt, expiresAt);
  }

  /** Returns as which user the token acts: the one that it was made for, else its own id. */
  public String actorUser() {
    String user = profile.user();
    return user == null ? id : user;
  }

  /** Returns in which tenant the token acts: its own, else {@code collector} (contract A). */
  public String actorTenant() {
    String tenant = profile.tenant();
    return tenant == null ? OWN_TENANT : tenant;
  }
}
