package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.CountQuery;
import io.audittrail.collector.store.EventCount;
import io.audittrail.collector.store.EventPage;
import io.audittrail.collector.store.Mention;
import io.audittrail.collector.store.PageRequest;
import io.audittrail.collector.store.SequencePage;
import io.audittrail.collector.store.producer.ProducerPage;
import io.audittrail.collector.store.producer.ProducerRequest;
import io.audittrail.collector.store.sqlite.index.Index;
import io.audittrail.collector.store.sqlite.producer.ProducerQuery;
import io.audittrail.collector.store.sqlite.search.Conditions;
import io.audittrail.event.Resource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection that reads, and its statements; used by one thread at a time. */
final class ReadSession implements AutoCloseable {
  /** Many values mostly have many events: so few of all are looked through before their lists. */
  private static final int LOOKED_THROUGH = 2_000;

  private final Connection connection;
  private final Statement control;
  private final Index index;
  private final PageQuery pages;
  private final IndexedPageQuery indexedPages;
  private final IndexedCountQuery counts;
  private final SequenceQuery sequences;
  private final IdQuery ids;
  private final DescriptionQuery descriptions;
  private final ProducerQuery producers;

  private ReadSession(
      Connection connection, Index index, ReaderCaches caches, SqliteStoreSettings settings)
      throws SQLException {
    this.connection = connection;
    this.index = index;
    this.control = connection.createStatement();
    NameLookup lookup = new NameLookup(connection, caches.names());
    this.pages = new PageQuery(connection, lookup, settings);
    this.indexedPages = new IndexedPageQuery(connection, lookup, settings);
    this.counts = new IndexedCountQuery(connection, lookup);
    this.sequences = new SequenceQuery(connection, lookup, settings);
    this.ids = new IdQuery(connection, lookup, settings);
    this.descriptions = new DescriptionQuery(connection, caches.descriptions());
    this.producers = new ProducerQuery(connection, settings.pageMillis());
  }

  static ReadSession open(
      Database database, Index index, ReaderCaches caches, SqliteStoreSettings settings)
      throws SQLException {
    Connection connection = database.openReader();
    try {
      return new ReadSession(connection, index, caches, settings);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  EventPage page(PageRequest request) throws SQLException {
    Optional<EventPage> page = Optional.empty();
    if (Conditions.haveManyValues(request.filter())) {
      page = inTransaction(() -> pages.read(request, LOOKED_THROUGH));
    }
    if (page.isEmpty() && Conditions.help(request.viewer(), request.filter())) {
      page =
          index.read(
              (snapshot, tail) -> inTransaction(() -> indexedPages.read(request, snapshot, tail)));
    }
    return page.isPresent() ? page.get() : inTransaction(() -> pages.read(request));
  }

  /** Counts from the index; nothing if it cannot be read now. */
  Optional<EventCount> count(CountQuery query) throws SQLException {
    return index.read(
        (snapshot, tail) -> inTransaction(() -> Optional.of(counts.count(query, snapshot, tail))));
  }

  EventPage find(String id, PageRequest request) throws SQLException {
    return inTransaction(() -> ids.read(id, request));
  }

  SequencePage follow(@Nullable String viewer, long after, int limit, long last)
      throws SQLException {
    return inTransaction(() -> sequences.read(viewer, after, limit, last));
  }

  ProducerPage producers(ProducerRequest request) throws SQLException {
    return inTransaction(() -> producers.read(request));
  }

  List<@Nullable Resource> describe(Collection<Mention> mentions, @Nullable String viewer)
      throws SQLException {
    return inTransaction(() -> descriptions.read(mentions, viewer));
  }

  private interface Read<T> {
    T run() throws SQLException;
  }

  /** Reads from one snapshot, which costs less than one for each statement. */
  private <T> T inTransaction(Read<T> read) throws SQLException {
    control.execute("BEGIN");
    try {
      T result = read.run();
      control.execute("COMMIT");
      return result;
    } catch (SQLException | RuntimeException e) {
      rollBack(e);
      throw e;
    }
  }

  private void rollBack(Exception cause) {
    try {
      control.execute("ROLLBACK");
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
