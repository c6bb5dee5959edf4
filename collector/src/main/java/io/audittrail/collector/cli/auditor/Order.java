package io.audittrail.collector.cli.auditor;

import java.util.Locale;

/** Which events come first. */
public enum Order {
  /** The oldest. */
  ASCENDING,
  /** The newest. */
  DESCENDING;

  boolean isDescending() {
    return this == DESCENDING;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
