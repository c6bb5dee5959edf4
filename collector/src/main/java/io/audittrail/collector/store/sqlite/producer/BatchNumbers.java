package io.audittrail.collector.store.sqlite.producer;

import io.audittrail.collector.store.producer.NumberRange;
import io.audittrail.collector.store.producer.Numbering;
import io.audittrail.collector.store.producer.ProducerNumber;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The numbers that a batch brings, held against those that were seen before. */
public final class BatchNumbers {
  private final ProducerTable table;
  private final Numbering numbering;
  private final @Nullable NumberRange consecutive;
  private final Map<String, NumbersOfProducer> producers = new HashMap<>();
  private final long nowMicros;

  /**
   * Makes the numbers of a batch.
   *
   * @param consecutive those of its events, if they follow each other
   */
  BatchNumbers(
      ProducerTable table, Numbering numbering, @Nullable NumberRange consecutive, long nowMicros) {
    this.consecutive = consecutive;
    this.table = table;
    this.numbering = numbering;
    this.nowMicros = nowMicros;
  }

  void put(String producer, NumbersOfProducer numbers) {
    producers.put(producer, numbers);
  }

  /** Returns whether a number may be another event's: it is stored, or twice in the batch. */
  public boolean areDoubtful() {
    NumbersOfProducer one = of(numbering.of(0));
    if (consecutive != null && one != null && one.areNew(consecutive)) {
      return false;
    }
    Set<ProducerNumber> met = new HashSet<>();
    for (ProducerNumber number : numbering.events()) {
      if (number != null && (isTaken(number) || !met.add(number))) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether an event that is stored has the number of an event of the batch. */
  public boolean isTaken(int event) {
    return isTaken(numbering.of(event));
  }

  private boolean isTaken(@Nullable ProducerNumber number) {
    NumbersOfProducer numbers = of(number);
    return number != null && numbers != null && numbers.isTaken(number.number());
  }

  /** Says that an event of the batch is stored. */
  public void take(int event) {
    ProducerNumber number = numbering.of(event);
    NumbersOfProducer numbers = of(number);
    if (number != null && numbers != null) {
      numbers.take(number.number());
    }
  }

  /** Says that all events of the batch are stored. */
  public void takeAll() {
    NumbersOfProducer one = of(numbering.of(0));
    if (consecutive != null && one != null && one.areNew(consecutive)) {
      one.takeAll(consecutive);
      return;
    }
    for (int i = 0; i < numbering.events().size(); i++) {
      take(i);
    }
  }

  /** Says that an event of the batch is not stored. */
  public void refuse(int event) {
    refuse(numbering.of(event));
  }

  private void refuse(@Nullable ProducerNumber number) {
    NumbersOfProducer numbers = of(number);
    if (number != null && numbers != null) {
      numbers.refuse(number.number());
    }
  }

  /** Says that an event of the batch is not stored because another one has its number. */
  public void conflict(int event) {
    NumbersOfProducer numbers = of(numbering.of(event));
    if (numbers != null) {
      numbers.row.conflicts++;
    }
  }

  private @Nullable NumbersOfProducer of(@Nullable ProducerNumber number) {
    return number == null ? null : producers.get(number.producer());
  }

  /** Writes what became of the numbers. */
  public void save() throws SQLException {
    numbering.refused().forEach(this::refuse);
    for (ProducerNumber end : numbering.ends()) {
      NumbersOfProducer numbers = of(end);
      if (numbers != null) {
        numbers.row.end(end.number(), nowMicros);
      }
    }
    for (NumbersOfProducer numbers : producers.values()) {
      table.save(numbers, nowMicros);
    }
  }
}
