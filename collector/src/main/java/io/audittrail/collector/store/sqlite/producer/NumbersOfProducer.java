package io.audittrail.collector.store.sqlite.producer;

import io.audittrail.collector.store.producer.NumberRange;

/** The numbers of one producer that a batch touches. */
final class NumbersOfProducer {
  final ProducerRow row;
  final NumberSet seen = new NumberSet();
  final NumberSet refused = new NumberSet();
  private final long nowMicros;

  NumbersOfProducer(ProducerRow row, long nowMicros) {
    this.row = row;
    this.nowMicros = nowMicros;
  }

  /** Returns whether an event with the number is stored. */
  boolean isTaken(long number) {
    return seen.contains(number) && !refused.contains(number);
  }

  /** Says that an event with the number is stored. */
  void take(long number) {
    if (seen.add(number, nowMicros)) {
      row.see(number);
    } else if (refused.remove(number)) {
      row.refused--;
    }
  }

  /** Returns whether none of the numbers was seen before. */
  boolean areNew(NumberRange numbers) {
    return !seen.containsAny(numbers.first(), numbers.last());
  }

  /** Says that events with the numbers are stored, none of which was seen before. */
  void takeAll(NumberRange numbers) {
    seen.addAll(numbers.first(), numbers.last(), nowMicros);
    row.see(numbers.first(), numbers.last());
  }

  /** Says that an event with the number was rejected; another one that is stored has it first. */
  void refuse(long number) {
    if (seen.add(number, nowMicros)) {
      row.see(number);
      refused.add(number, nowMicros);
      row.refused++;
    }
  }
}
