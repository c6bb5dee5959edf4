package io.audittrail.collector.store.content;

import io.audittrail.catalogue.ResourceKind;
import java.util.List;

/** The numbers by which a store knows the kinds of resources; they never change. */
public final class KindCode {
  private static final List<ResourceKind> KINDS =
      List.of(
          ResourceKind.USER,
          ResourceKind.TENANT,
          ResourceKind.PROJECT,
          ResourceKind.DATASET,
          ResourceKind.SOURCE,
          ResourceKind.STREAM,
          ResourceKind.APPLICATION);

  /** How many kinds have a number; the numbers are 0 and up. */
  static final int COUNT = KINDS.size();

  private KindCode() {}

  /** Returns the number of a kind. */
  public static int of(ResourceKind kind) {
    return switch (kind) {
      case USER -> 0;
      case TENANT -> 1;
      case PROJECT -> 2;
      case DATASET -> 3;
      case SOURCE -> 4;
      case STREAM -> 5;
      case APPLICATION -> 6;
    };
  }

  /**
   * Returns the kind with a number.
   *
   * @throws IndexOutOfBoundsException if none has it
   */
  public static ResourceKind kind(int code) {
    return KINDS.get(code);
  }
}
