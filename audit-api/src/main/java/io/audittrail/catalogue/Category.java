package io.audittrail.catalogue;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A group of documented event types, and the kinds of resources that most of them speak of. */
enum Category {
  ALERT(ResourceKind.TENANT, ResourceKind.PROJECT, ResourceKind.DATASET),
  QUOTA(ResourceKind.TENANT),
  STREAM(ResourceKind.DATASET, ResourceKind.STREAM),
  MODEL(ResourceKind.PROJECT, ResourceKind.DATASET),
  DATASET(ResourceKind.PROJECT, ResourceKind.DATASET),
  USER(ResourceKind.USER, ResourceKind.TENANT),
  AUTHENTICATION(ResourceKind.USER),
  PASSWORD_RESET(ResourceKind.USER),
  COMMENT_QUERY(ResourceKind.DATASET, ResourceKind.SOURCE),
  ANNOTATION(ResourceKind.DATASET, ResourceKind.SOURCE),
  SYSTEM,
  APPLICATION(ResourceKind.APPLICATION);

  private final String label = name().toLowerCase(Locale.ROOT);

  @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
  private final Set<ResourceKind> resources;

  Category(ResourceKind... resources) {
    EnumSet<ResourceKind> kinds = EnumSet.noneOf(ResourceKind.class);
    kinds.addAll(List.of(resources));
    this.resources = Collections.unmodifiableSet(kinds);
  }

  /** The name in the documents of the system. */
  String label() {
    return label;
  }

  String system() {
    return this == APPLICATION ? "cogniac" : "communications-mining";
  }

  Set<ResourceKind> resources() {
    return resources;
  }
}
