package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.BatchResult;
import io.audittrail.collector.store.sqlite.producer.BatchNumbers;
import java.util.ArrayList;
import java.util.List;

/** What becomes of the events of a batch, and of their numbers. */
final class Outcome {
  private final BatchNumbers numbers;
  private final List<Integer> conflicts = new ArrayList<>();
  private final List<Integer> takenNumbers = new ArrayList<>();
  private int stored;
  private int duplicates;

  Outcome(BatchNumbers numbers) {
    this.numbers = numbers;
  }

  void stored(int event) {
    stored++;
    numbers.take(event);
  }

  void allStored(int events) {
    stored += events;
    numbers.takeAll();
  }

  void duplicate(int event) {
    duplicates++;
    numbers.take(event);
  }

  void conflict(int event) {
    conflicts.add(event);
    numbers.refuse(event);
  }

  void numberTaken(int event) {
    takenNumbers.add(event);
    numbers.conflict(event);
  }

  BatchResult result() {
    return new BatchResult(stored, duplicates, List.copyOf(conflicts), List.copyOf(takenNumbers));
  }
}
