package io.audittrail.collector.store.content;

import io.audittrail.catalogue.ResourceKind;

/** The numbers by which the file knows the kinds of resources; they never change. */
public final class KindCode {
  private static final ResourceKind[] KINDS = {
    ResourceKind.USER,
    ResourceKind.TENANT,
    ResourceKind.PROJECT,
    ResourceKind.DATASET,
    ResourceKind.SOURCE,
    ResourceKind.STREAM,
    ResourceKind.APPLICATION
  };
  private static final int[] CODES = new int[ResourceKind.values().length];

  static {
    for (int code = 0; code < KINDS.length; code++) {
      CODES[KINDS[code].ordinal()] = code;
    }
  }

  /** How many kinds have a number; the numbers are 0 and up. */
  static final int COUNT = KINDS.length;

  private KindCode() {}

  /** Returns the number of a kind. */
  public static int of(ResourceKind kind) {
    return CODES[kind.ordinal()];
  }

  /** Returns the kind with a number. */
  static ResourceKind kind(int code) {
    return KINDS[code];
  }
}
