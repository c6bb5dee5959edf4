package io.audittrail.collector.store.sqlite;

import io.audittrail.catalogue.ResourceKind;

/** The numbers by which the file knows the kinds of resources; they never change. */
final class KindCode {
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

  static final int COUNT = KINDS.length;

  private KindCode() {}

  static int of(ResourceKind kind) {
    return CODES[kind.ordinal()];
  }

  static ResourceKind kind(int code) {
    return KINDS[code];
  }
}
