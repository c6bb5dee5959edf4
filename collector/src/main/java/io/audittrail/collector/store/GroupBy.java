package io.audittrail.collector.store;

import io.audittrail.catalogue.ResourceKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the events of a group have in common. */
public enum GroupBy {
  /** The type. */
  TYPE(null),
  /** Who acted. */
  ACTOR(null),
  /** The tenant to which an event belongs: its actor's, and each that it names (contract A). */
  TENANT(null),
  /** A user that is named. */
  USER(ResourceKind.USER),
  /** A project that is named. */
  PROJECT(ResourceKind.PROJECT),
  /** A dataset that is named. */
  DATASET(ResourceKind.DATASET),
  /** A source that is named. */
  SOURCE(ResourceKind.SOURCE),
  /** A trigger that is named. */
  TRIGGER(ResourceKind.STREAM),
  /** An application that is named. */
  APPLICATION(ResourceKind.APPLICATION);

  private final @Nullable ResourceKind resource;

  GroupBy(@Nullable ResourceKind resource) {
    this.resource = resource;
  }

  /** Returns the kind of resources of which the events of a group name one; empty for others. */
  public Optional<ResourceKind> resource() {
    return Optional.ofNullable(resource);
  }

  /** Returns the groups of an event, each once; none at all if it is in none. */
  public Set<String> groups(EventRecord event) {
    return switch (this) {
      case TYPE -> Set.of(event.type());
      case ACTOR -> Set.of(event.actorUser());
      case TENANT -> {
        Set<String> tenants = new LinkedHashSet<>(named(event, ResourceKind.TENANT));
        tenants.add(event.actorTenant());
        yield tenants;
      }
      default -> resource == null ? Set.of() : new LinkedHashSet<>(named(event, resource));
    };
  }

  private static List<String> named(EventRecord event, ResourceKind kind) {
    return event.ids().getOrDefault(kind, List.of());
  }
}
