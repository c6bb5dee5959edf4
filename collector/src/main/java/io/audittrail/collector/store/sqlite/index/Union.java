package io.audittrail.collector.store.sqlite.index;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Goes through the places that are in at least one of several lists, each once. */
final class Union implements Cursor {
  private final Comparator<Posting> order;
  private final PriorityQueue<Head> heads;

  private record Head(Posting at, ListCursor list) {}

  Union(PostingLists lists, Collection<Long> keys) throws SQLException {
    this.order = lists.order();
    this.heads = new PriorityQueue<>(Comparator.comparing(Head::at, order));
    for (Long key : keys) {
      add(new ListCursor(lists, key));
    }
  }

  private void add(ListCursor list) {
    Posting at = list.current();
    if (at != null) {
      heads.add(new Head(at, list));
    }
  }

  @Override
  public @Nullable Posting current() {
    Head head = heads.peek();
    return head == null ? null : head.at();
  }

  @Override
  public void advanceTo(Posting target) throws SQLException {
    for (Head head : taken(target, -1)) {
      head.list().advanceTo(target);
      add(head.list());
    }
  }

  @Override
  public void advanceBehind(Posting place) throws SQLException {
    for (Head head : taken(place, 0)) {
      head.list().advanceBehind(place);
      add(head.list());
    }
  }

  /** Takes the heads that compare with a place as given or less. */
  private List<Head> taken(Posting place, int most) {
    List<Head> taken = new ArrayList<>();
    for (Head head = heads.peek(); head != null; head = heads.peek()) {
      if (Integer.signum(order.compare(head.at(), place)) > most) {
        break;
      }
      taken.add(heads.remove());
    }
    return taken;
  }
}
