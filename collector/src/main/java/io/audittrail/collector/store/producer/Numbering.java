package io.audittrail.collector.store.producer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a batch says about the numbers of producers.
 *
 * @param events the number of each event, in their order, null for an event without one; empty if
 *     none of them has one
 * @param refused the numbers of events that were rejected before they came to the store
 * @param ends the last numbers of producers that have ended
 */
public record Numbering(
    List<@Nullable ProducerNumber> events,
    List<ProducerNumber> refused,
    List<ProducerNumber> ends) {
  /** A batch without numbers. */
  public static final Numbering NONE = new Numbering(List.of(), List.of(), List.of());

  /** Returns the number of an event; null if it has none. */
  public @Nullable ProducerNumber of(int event) {
    return events.isEmpty() ? null : events.get(event);
  }

  /**
   * Returns the numbers of the events if they are of one producer and follow each other as the
   * events do, as in all that a delivery sends; null if not.
   */
  public @Nullable NumberRange consecutive() {
    ProducerNumber first = events.isEmpty() ? null : events.get(0);
    if (first == null) {
      return null;
    }
    for (int i = 1; i < events.size(); i++) {
      ProducerNumber number = events.get(i);
      if (number == null
          || number.number() != first.number() + i
          || !number.producer().equals(first.producer())) {
        return null;
      }
    }
    return new NumberRange(first.number(), first.number() + events.size() - 1, 0);
  }
}
