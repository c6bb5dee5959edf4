package io.audittrail.collector.store.sqlite.producer;

import io.audittrail.collector.store.producer.NumberRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A part of a set of numbers, as ranges that neither overlap nor touch. */
final class NumberSet {
  private final Map<Long, NumberRange> loaded = new TreeMap<>();
  private final NavigableMap<Long, NumberRange> ranges = new TreeMap<>();

  /** Adds a range as it is in the file. */
  void load(NumberRange range) {
    loaded.put(range.first(), range);
    ranges.put(range.first(), range);
  }

  boolean contains(long number) {
    Map.Entry<Long, NumberRange> below = ranges.floorEntry(number);
    return below != null && below.getValue().last() >= number;
  }

  /** Returns whether any number from the first to the last given one is in it. */
  boolean containsAny(long first, long last) {
    Map.Entry<Long, NumberRange> below = ranges.floorEntry(last);
    return below != null && below.getValue().last() >= first;
  }

  /** Adds a number; returns whether it is new. */
  boolean add(long number, long nowMicros) {
    if (contains(number)) {
      return false;
    }
    addAll(number, number, nowMicros);
    return true;
  }

  /** Adds the numbers from the first to the last given one, none of which is in it. */
  void addAll(long first, long last, long nowMicros) {
    NumberRange merged = new NumberRange(first, last, nowMicros);
    Map.Entry<Long, NumberRange> below = ranges.floorEntry(first);
    if (below != null && below.getValue().last() == first - 1) {
      merged = join(below.getValue(), merged);
    }
    NumberRange above = ranges.remove(last + 1);
    if (above != null) {
      merged = join(merged, above);
    }
    ranges.put(merged.first(), merged);
  }

  private static NumberRange join(NumberRange low, NumberRange high) {
    return new NumberRange(
        low.first(), high.last(), Math.min(low.sinceMicros(), high.sinceMicros()));
  }

  /** Removes a number; returns whether it was there. */
  boolean remove(long number) {
    if (!contains(number)) {
      return false;
    }
    NumberRange range = ranges.floorEntry(number).getValue();
    ranges.remove(range.first());
    if (range.first() < number) {
      ranges.put(range.first(), new NumberRange(range.first(), number - 1, range.sinceMicros()));
    }
    if (range.last() > number) {
      ranges.put(number + 1, new NumberRange(number + 1, range.last(), range.sinceMicros()));
    }
    return true;
  }

  /** Returns where ranges of the file begin at which none does any more. */
  List<Long> gone() {
    List<Long> gone = new ArrayList<>(loaded.keySet());
    gone.removeAll(ranges.keySet());
    return gone;
  }

  /** Returns the ranges that are not in the file as they are. */
  Collection<NumberRange> changed() {
    List<NumberRange> changed = new ArrayList<>(ranges.values());
    changed.removeIf(range -> range.equals(loaded.get(range.first())));
    return changed;
  }
}
