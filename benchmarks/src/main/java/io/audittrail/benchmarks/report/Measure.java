package io.audittrail.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was measured, of us and of peers, in one run.
 *
 * @param what such as "an event, 1 thread"
 * @param unit of all values, such as "ns"
 */
public record Measure(String what, String unit, List<Figure> figures) {
  /** Copies the list. */
  public Measure {
    figures = List.copyOf(figures);
  }

  /** Makes a measure that has no figures yet. */
  public static Measure of(String what, String unit) {
    return new Measure(what, unit, List.of());
  }

  /** Returns this with a figure of ours; peers come after it, and are compared with the first. */
  public Measure ours(String who, double value) {
    return with(new Figure(who, value, true, null, null));
  }

  /** Returns this with a figure of ours and what it should be. */
  public Measure ours(String who, double value, Target target) {
    return with(new Figure(who, value, true, null, target));
  }

  /** Returns this with the figure of somebody who is compared with ours. */
  public Measure peer(String who, double value) {
    return with(new Figure(who, value, false, ratio(value), null));
  }

  /**
   * Returns this with the figure of somebody who is compared with ours.
   *
   * @param ratio what the value divided by ours should be
   */
  public Measure peer(String who, double value, Target ratio) {
    return with(new Figure(who, value, false, ratio(value), ratio));
  }

  private @Nullable Double ratio(double value) {
    for (Figure figure : figures) {
      if (figure.ours()) {
        return value / figure.value();
      }
    }
    return null;
  }

  private Measure with(Figure figure) {
    List<Figure> more = new ArrayList<>(figures);
    more.add(figure);
    return new Measure(what, unit, more);
  }
}
