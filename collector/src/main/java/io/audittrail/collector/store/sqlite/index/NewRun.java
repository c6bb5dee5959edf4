package io.audittrail.collector.store.sqlite.index;

import io.audittrail.collector.store.EventRecord;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a run of events that are in memory. */
final class NewRun {
  private final Map<Integer, Postings> lists = new HashMap<>();

  private static final class Postings {
    private final int kind;
    private final int list;
    private int[] ranks = new int[4];
    private int count;

    Postings(int kind, int list) {
      this.kind = kind;
      this.list = list;
    }

    void add(int rank) {
      if (count > 0 && ranks[count - 1] == rank) {
        return; // the event says it twice
      }
      if (count == ranks.length) {
        ranks = Arrays.copyOf(ranks, count * 2);
      }
      ranks[count++] = rank;
    }
  }

  /**
   * Writes a run.
   *
   * @param bySequence the events in the order of their commits
   */
  Run write(int number, List<TailEvent> bySequence, ListNumbers numbers, RunWriter writer)
      throws SQLException {
    long first = bySequence.get(0).sequence();
    long last = bySequence.get(bySequence.size() - 1).sequence();
    List<TailEvent> events = new ArrayList<>(bySequence);
    events.sort(TailEvent.ORDER);
    writer.begin(number, first);
    for (int rank = 0; rank < events.size(); rank++) {
      TailEvent event = events.get(rank);
      writer.event(event.micros(), event.sequence());
      EventRecord record = event.record();
      if (record != null) {
        list(record, rank, numbers);
      }
    }
    writer.endEvents();
    List<Postings> sorted = new ArrayList<>(lists.values());
    sorted.sort((a, b) -> a.kind != b.kind ? a.kind - b.kind : a.list - b.list);
    for (Postings list : sorted) {
      writer.list(list.kind, list.list, list.ranks, list.count);
    }
    return writer.end(last);
  }

  private void list(EventRecord record, int rank, ListNumbers numbers) throws SQLException {
    for (ListKey key : ListKey.of(record)) {
      int number = numbers.number(key);
      Postings list = lists.get(number);
      if (list == null) {
        list = new Postings(key.kind(), number);
        lists.put(number, list);
      }
      list.add(rank);
    }
  }
}
