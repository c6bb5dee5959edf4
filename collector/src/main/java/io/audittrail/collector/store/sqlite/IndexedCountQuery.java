package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.CountQuery;
import io.audittrail.collector.store.CountTally;
import io.audittrail.collector.store.EventCount;
import io.audittrail.collector.store.content.EventMatcher;
import io.audittrail.collector.store.sqlite.index.IndexSnapshot;
import io.audittrail.collector.store.sqlite.index.Tail;
import io.audittrail.collector.store.sqlite.search.IndexCount;
import java.sql.Connection;
import java.sql.SQLException;

/** Counts what is in the index and what is in the tail. */
final class IndexedCountQuery implements AutoCloseable {
  private final EventRows rows;
  private final TailQuery tails;

  IndexedCountQuery(Connection connection, NameLookup names) throws SQLException {
    this.rows = new EventRows(connection);
    this.tails = new TailQuery(rows, names);
  }

  /** Counts; the filter must be one of which the index can tell. */
  EventCount count(CountQuery query, IndexSnapshot index, Tail.View tail) throws SQLException {
    CountTally tally = new CountTally(query);
    EventMatcher matcher = new EventMatcher(query.filter(), query.viewer());
    new IndexCount(index, tally).count();
    tails.read(
        index,
        tail,
        query.snapshot(),
        (event, record) -> {
          boolean inWindow =
              event.micros() >= query.fromMicros() && event.micros() < query.untilMicros();
          if (inWindow && matcher.matchesNames(record)) {
            tally.add(record);
          }
          tally.requireTime();
          return true;
        });
    return tally.count();
  }

  @Override
  public void close() throws SQLException {
    rows.close();
  }
}
