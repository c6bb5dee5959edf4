package io.audittrail.collector.store.sqlite.run;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.content.KindCode;

/**
 * What the events of a list have in common: something that they say (such as "names this dataset")
 * and its value.
 *
 * @param kind the number of what they say; the numbers are in the file and never change
 */
public record ListKey(int kind, String value) {
  /** One more than the highest kind. */
  static final int KINDS = 10;

  /** The kind of lists by type. */
  public static final int TYPE = 7;

  /** The kind of lists by who acted. */
  public static final int ACTOR_USER = 8;

  /** The kind of lists by the tenant of who acted. */
  public static final int ACTOR_TENANT = 9;

  /** Returns the kind of lists by the resources of a kind that events name. */
  public static int kind(ResourceKind kind) {
    return KindCode.of(kind);
  }
}
