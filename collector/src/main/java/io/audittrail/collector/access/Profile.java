package io.audittrail.collector.access;

import io.audittrail.wire.WireLimits;
import org.jspecify.annotations.Nullable;

/**
 * For whom a token is made; a part that is null was not given.
 *
 * @param tenant the tenant that the token is bound to; null for one that reads and writes all
 * @param user the id of the user as whom the token acts
 * @param username the user's name to log in with
 * @param email the user's e-mail address
 * @param displayName the user's name to show
 */
public record Profile(
    @Nullable String tenant,
    @Nullable String user,
    @Nullable String username,
    @Nullable String email,
    @Nullable String displayName) {
  /** A token that is bound to no tenant and acts as itself. */
  public static final Profile NOBODY = new Profile(null, null, null, null, null);

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if a part is too long or an id is empty
   */
  public Profile {
    if (tenant != null) {
      WireLimits.requireId("tenant", tenant);
    }
    if (user != null) {
      WireLimits.requireId("user", user);
    }
    requireText("username", username);
    requireText("email", email);
    requireText("display name", displayName);
  }

  /** Returns the same profile, bound to a tenant. */
  Profile boundTo(String boundTenant) {
    return new Profile(boundTenant, user, username, email, displayName);
  }

  private static void requireText(String part, @Nullable String value) {
    if (value != null && value.length() > WireLimits.MAX_DESCRIPTION_LENGTH) {
      throw new IllegalArgumentException(
          part
              + " had "
              + value.length()
              + " characters, allowed are at most "
              + WireLimits.MAX_DESCRIPTION_LENGTH);
    }
  }
}
