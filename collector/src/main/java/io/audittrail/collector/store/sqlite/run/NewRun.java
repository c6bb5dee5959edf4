package io.audittrail.collector.store.sqlite.run;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.sqlite.removal.RemovedRanges;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a run of events that are in memory. */
public final class NewRun {
  private static final ResourceKind[] KINDS = ResourceKind.values();

  /** The lists of each kind by their values; no key of kind and value is made for each posting. */
  private final List<Map<String, Postings>> lists = new ArrayList<>();

  private static final class Postings {
    private final ListKey key;
    private int list;
    private int[] ranks = new int[4];
    private int count;

    Postings(ListKey key) {
      this.key = key;
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

  public NewRun() {
    for (int kind = 0; kind < ListKey.KINDS; kind++) {
      lists.add(new HashMap<>());
    }
  }

  /**
   * The events of a range of commits.
   *
   * @param first the first sequence number
   * @param last the last one
   * @param removed those of removed events
   * @param there the others, in the order of their commits; at least one
   */
  public record Commits(long first, long last, RemovedRanges removed, List<TailEvent> there) {}

  /** Writes a run. */
  public Run write(int number, Commits commits, ListNumbers numbers, RunWriter writer)
      throws SQLException {
    List<TailEvent> events = new ArrayList<>(commits.there());
    events.sort(TailEvent.ORDER);
    writer.begin(number, commits.first());
    for (int rank = 0; rank < events.size(); rank++) {
      TailEvent event = events.get(rank);
      writer.event(event.micros(), event.sequence());
      EventRecord record = event.record();
      if (record != null) {
        list(record, rank);
      }
    }
    writer.endEvents();
    for (Postings postings : numbered(numbers)) {
      writer.list(postings.key.kind(), postings.list, postings.ranks, postings.count);
    }
    return writer.end(commits.last(), commits.removed().count());
  }

  private void list(EventRecord record, int rank) {
    add(ListKey.TYPE, record.type(), rank);
    add(ListKey.ACTOR_USER, record.actorUser(), rank);
    add(ListKey.ACTOR_TENANT, record.actorTenant(), rank);
    for (ResourceKind kind : KINDS) {
      List<String> ids = record.ids().get(kind);
      if (ids != null) {
        for (int i = 0, count = ids.size(); i < count; i++) {
          add(ListKey.kind(kind), ids.get(i), rank);
        }
      }
    }
  }

  private void add(int kind, String value, int rank) {
    Map<String, Postings> ofKind = lists.get(kind);
    Postings postings = ofKind.get(value);
    if (postings == null) {
      postings = new Postings(new ListKey(kind, value));
      ofKind.put(value, postings);
    }
    postings.add(rank);
  }

  /** Returns the lists in the order in which they are in the file. */
  private List<Postings> numbered(ListNumbers numbers) throws SQLException {
    List<Postings> all = new ArrayList<>();
    for (Map<String, Postings> ofKind : lists) {
      int from = all.size();
      for (Postings postings : ofKind.values()) {
        postings.list = numbers.number(postings.key);
        all.add(postings);
      }
      all.subList(from, all.size()).sort(Comparator.comparingInt(postings -> postings.list));
    }
    return all;
  }
}
