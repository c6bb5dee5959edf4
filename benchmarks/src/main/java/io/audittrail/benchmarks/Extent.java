package io.audittrail.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How much is run. */
public enum Extent {
  /** Proves that everything runs, and shows what is an order of magnitude off. */
  QUICK,
  /** Good enough to decide by. */
  STANDARD,
  /** With 10 million events. */
  FULL;

  /**
   * Returns the extent of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Extent of(String name) {
    return Arrays.stream(values())
        .filter(extent -> extent.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the extent was \"" + name + "\", allowed are " + names()));
  }

  static String names() {
    return Arrays.stream(values()).map(Extent::toString).collect(Collectors.joining(", "));
  }

  /** Returns the value that belongs to this extent. */
  public int choose(int quick, int standard, int full) {
    return switch (this) {
      case QUICK -> quick;
      case STANDARD -> standard;
      case FULL -> full;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
