package io.audittrail.event;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.wire.WireLimits;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A description of a resource, which ends up in the side table of its kind so that an auditor reads
 * a name instead of an id.
 *
 * <p>A part that is null is not known: it is shown as the id (names and titles) or as an empty
 * string (e-mail and what the resource belongs to).
 *
 * @param kind the kind, not {@link ResourceKind#APPLICATION}, which nothing describes
 * @param id the id, 1 to 512 characters
 * @param parentId the id of what it belongs to: a user's and a project's tenant, a dataset's and a
 *     source's project, a stream's dataset; a tenant has none
 * @param name the name; of a user, the username
 * @param title the title of a dataset, source or stream; of a user, the name to display
 * @param email the e-mail address of a user; others have none
 */
public record Resource(
    ResourceKind kind,
    String id,
    @Nullable String parentId,
    @Nullable String name,
    @Nullable String title,
    @Nullable String email) {
  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the kind cannot be described, the id is empty or too long,
   *     or a part is too long or does not belong to the kind
   */
  public Resource {
    Objects.requireNonNull(kind, "kind");
    if (kind.table().isEmpty()) {
      throw new IllegalArgumentException("kind was " + kind + ", which nothing describes");
    }
    WireLimits.requireId("id", id);
    requirePart(kind, "parent id", parentId, kind.parentKey().isPresent());
    requirePart(kind, "title", title, kind != ResourceKind.TENANT && kind != ResourceKind.PROJECT);
    requirePart(kind, "email", email, kind == ResourceKind.USER);
    requireLength("parent id", parentId, WireLimits.MAX_ID_LENGTH);
    requireLength("name", name, WireLimits.MAX_DESCRIPTION_LENGTH);
    requireLength("title", title, WireLimits.MAX_DESCRIPTION_LENGTH);
    requireLength("email", email, WireLimits.MAX_DESCRIPTION_LENGTH);
  }

  /** Returns a description of a user. */
  public static Resource user(
      String id,
      @Nullable String tenantId,
      @Nullable String username,
      @Nullable String email,
      @Nullable String displayName) {
    return new Resource(ResourceKind.USER, id, tenantId, username, displayName, email);
  }

  /** Returns a description of a tenant. */
  public static Resource tenant(String id, @Nullable String name) {
    return new Resource(ResourceKind.TENANT, id, null, name, null, null);
  }

  /** Returns a description of a project. */
  public static Resource project(String id, @Nullable String name, @Nullable String tenantId) {
    return new Resource(ResourceKind.PROJECT, id, tenantId, name, null, null);
  }

  /** Returns a description of a dataset. */
  public static Resource dataset(
      String id, @Nullable String name, @Nullable String title, @Nullable String projectId) {
    return new Resource(ResourceKind.DATASET, id, projectId, name, title, null);
  }

  /** Returns a description of a source. */
  public static Resource source(
      String id, @Nullable String name, @Nullable String title, @Nullable String projectId) {
    return new Resource(ResourceKind.SOURCE, id, projectId, name, title, null);
  }

  /** Returns a description of a stream. */
  public static Resource stream(
      String id, @Nullable String name, @Nullable String title, @Nullable String datasetId) {
    return new Resource(ResourceKind.STREAM, id, datasetId, name, title, null);
  }

  private static void requirePart(
      ResourceKind kind, String part, @Nullable String value, boolean has) {
    if (value != null && !has) {
      throw new IllegalArgumentException(
          part + " was \"" + value + "\", which a " + kind + " does not have");
    }
  }

  private static void requireLength(String part, @Nullable String value, int limit) {
    if (value != null && value.length() > limit) {
      throw new IllegalArgumentException(
          part + " had " + value.length() + " characters, allowed are at most " + limit);
    }
  }
}
