package io.audittrail.collector.store.sqlite.index;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the list of one key: reads more at a time as it goes on, and little after a jump.
 */
final class ListCursor implements Cursor {
  private static final int FIRST_ROWS = 16;
  private static final int MOST_ROWS = 512;

  private final PostingLists lists;
  private final Comparator<Posting> order;
  private final long key;
  private List<Posting> chunk;
  private int index;

  /** How many rows were asked for; the list ends with the chunk if there were fewer. */
  private int rows = FIRST_ROWS;

  ListCursor(PostingLists lists, long key) throws SQLException {
    this.lists = lists;
    this.order = lists.order();
    this.key = key;
    this.chunk = lists.first(key, rows);
  }

  @Override
  public @Nullable Posting current() {
    return index < chunk.size() ? chunk.get(index) : null;
  }

  @Override
  public void advanceTo(Posting target) throws SQLException {
    while (index < chunk.size() && order.compare(chunk.get(index), target) < 0) {
      index++;
    }
    if (isBehindChunk()) {
      rows = FIRST_ROWS;
      chunk = lists.from(key, target, rows);
      index = 0;
    }
  }

  @Override
  public void advanceBehind(Posting place) throws SQLException {
    index++;
    if (isBehindChunk()) {
      rows = Math.min(MOST_ROWS, rows * 2);
      chunk = lists.behind(key, place, rows);
      index = 0;
    }
  }

  private boolean isBehindChunk() {
    return index == chunk.size() && chunk.size() == rows;
  }
}
