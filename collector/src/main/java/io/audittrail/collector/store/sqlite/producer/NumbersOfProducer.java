package io.audittrail.collector.store.sqlite.producer;

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

  /** Says that an event with the number was rejected; another one that is stored has it first. */
  void refuse(long number) {
    if (seen.add(number, nowMicros)) {
      row.see(number);
      refused.add(number, nowMicros);
      row.refused++;
    }
  }
}
