package io.audittrail.benchmarks.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A number and whose it is.
 *
 * @param ours whether it is no peer's
 * @param timesOurs the value divided by our first one; null for ours, and if there is none
 * @param target what the value should be, or of a peer, what {@code timesOurs} should be; null if
 *     nothing is asked
 */
public record Figure(
    String who, double value, boolean ours, @Nullable Double timesOurs, @Nullable Target target) {
  /** Returns a number with as many digits as people read. */
  static String text(double value) {
    double size = Math.abs(value);
    String form =
        size >= 100 || value == Math.rint(value) ? "%,.0f" : size >= 10 ? "%,.1f" : "%,.2f";
    return String.format(Locale.ROOT, size < 0.1 && size > 0 ? "%.4f" : form, value);
  }

  String targetText() {
    if (target == null) {
      return "";
    }
    double compared = ours || timesOurs == null ? value : timesOurs;
    String reached = target.isReachedBy(compared) ? " ✓" : " ✗";
    return target.text() + (ours ? "" : " times ours") + reached;
  }
}
