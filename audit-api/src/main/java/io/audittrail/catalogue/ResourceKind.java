package io.audittrail.catalogue;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind of thing that an event can speak of, with its names on the wire.
 *
 * <p>Six kinds come from contract A (audit events): an event lists their ids under {@link #key()},
 * and a body describes them in the side table {@link #table()}. An {@link #APPLICATION} comes from
 * contract B (application events): an event names at most one, and nothing describes it.
 */
public enum ResourceKind {
  /** A person or a service account. */
  USER("user_ids", "users", "tenant_id"),
  /** A customer of the system. */
  TENANT("tenant_ids", "tenants", null),
  /** A project, which belongs to a tenant. */
  PROJECT("project_ids", "projects", "tenant_id"),
  /** A dataset, which belongs to a project. */
  DATASET("dataset_ids", "datasets", "project_id"),
  /** A source, which belongs to a project. */
  SOURCE("source_ids", "sources", "project_id"),
  /** A stream, which belongs to a dataset; the wire calls it a trigger. */
  STREAM("trigger_ids", "triggers", "dataset_id"),
  /** An application of contract B: one id, no side table. */
  APPLICATION("application_id", null, null);

  private static final List<ResourceKind> DESCRIBED =
      List.of(USER, TENANT, PROJECT, DATASET, SOURCE, STREAM);

  private final String key;
  private final @Nullable String table;
  private final @Nullable String parentKey;

  ResourceKind(String key, @Nullable String table, @Nullable String parentKey) {
    this.key = key;
    this.table = table;
    this.parentKey = parentKey;
  }

  /**
   * Returns the key under which an event names resources of this kind, such as {@code user_ids}.
   */
  public String key() {
    return key;
  }

  /**
   * Returns the side table that describes resources of this kind, such as {@code users}; empty for
   * {@link #APPLICATION}.
   */
  public Optional<String> table() {
    return Optional.ofNullable(table);
  }

  /**
   * Returns the key by which a description names the resource that it belongs to, such as {@code
   * project_id}; empty for a tenant and for an application, which belong to nothing.
   */
  public Optional<String> parentKey() {
    return Optional.ofNullable(parentKey);
  }

  /** Returns the kind of that resource; empty for a tenant and for an application. */
  public Optional<ResourceKind> parent() {
    return switch (this) {
      case USER, PROJECT -> Optional.of(TENANT);
      case DATASET, SOURCE -> Optional.of(PROJECT);
      case STREAM -> Optional.of(DATASET);
      case TENANT, APPLICATION -> Optional.empty();
    };
  }

  /** Returns whether an event can name only one resource of this kind. */
  public boolean isSingle() {
    return this == APPLICATION;
  }

  /** Returns the kinds that have a side table, in the order in which bodies carry the tables. */
  public static List<ResourceKind> described() {
    return DESCRIBED;
  }
}
