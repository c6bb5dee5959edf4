package io.audittrail.collector.store.sqlite.index;

import io.audittrail.collector.store.sqlite.file.WriteAheadLog;
import io.audittrail.collector.store.sqlite.run.DamagedIndexException;
import io.audittrail.collector.store.sqlite.run.ListNumbers;
import io.audittrail.collector.store.sqlite.run.NewRun;
import io.audittrail.collector.store.sqlite.run.Run;
import io.audittrail.collector.store.sqlite.run.RunCleaner;
import io.audittrail.collector.store.sqlite.run.RunMerge;
import io.audittrail.collector.store.sqlite.run.RunWriter;
import io.audittrail.collector.store.sqlite.run.TailEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connection that fills the index, and all that it remembers about the file; thrown away when a
 * transaction fails, so that what is remembered is never ahead of the file.
 */
final class IndexSession implements AutoCloseable {
  private final Connection connection;
  private final EventSource events;
  private final Statement control;
  private final WriteAheadLog log;
  private final RunWriter newRuns;
  private final RunWriter mergedRuns;
  private final ListNumbers numbers;
  private final RunCleaner cleaner;
  private final PreparedStatement note;
  private final PreparedStatement delist;
  private final List<Run> runs = new ArrayList<>();
  private @Nullable RunMerge merge;
  private long posted;
  private byte[] postedId = {};
  private int nextRun;

  private IndexSession(Connection connection, EventSource events, WriteAheadLog log)
      throws SQLException {
    this.connection = connection;
    this.events = events;
    this.log = log;
    this.control = connection.createStatement();
    restore();
    this.newRuns = new RunWriter(connection);
    this.mergedRuns = new RunWriter(connection);
    this.numbers = new ListNumbers(connection);
    this.cleaner = new RunCleaner(connection);
    this.note =
        connection.prepareStatement(
            "UPDATE posted SET sequence = ?, event_id = ?, next_run = ?, version = version + 1");
    this.delist = connection.prepareStatement("DELETE FROM run WHERE run = ?");
  }

  /**
   * Opens the index.
   *
   * @throws DamagedIndexException if it is not an index of these events
   */
  static IndexSession open(IndexFile file, EventSource events) throws SQLException {
    Connection connection = file.openWriter();
    try {
      return new IndexSession(connection, events, file.log());
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private void restore() throws SQLException {
    try (ResultSet row = control.executeQuery("SELECT sequence, event_id, next_run FROM posted")) {
      if (!row.next()) {
        throw new DamagedIndexException("it does not say how far it has come");
      }
      posted = row.getLong(1);
      postedId = row.getBytes(2);
      nextRun = row.getInt(3);
      if (posted > 0 && !Arrays.equals(postedId, events.id(posted))) {
        throw new DamagedIndexException("it is of other events");
      }
    }
    try (ResultSet rows = control.executeQuery("SELECT * FROM run ORDER BY first_sequence")) {
      while (rows.next()) {
        runs.add(RunCache.read(rows));
      }
    }
  }

  /** Returns the sequence number of the last event that is in the index. */
  long posted() {
    return posted;
  }

  /** Adds the events that follow to the index, in one transaction. */
  void add(List<TailEvent> next) throws SQLException {
    TailEvent last = next.get(next.size() - 1);
    control.execute("BEGIN IMMEDIATE");
    runs.add(new NewRun().write(nextRun++, next, numbers, newRuns));
    posted = last.sequence();
    postedId = last.id();
    note();
    control.execute("COMMIT");
    log.bound(control);
  }

  private void note() throws SQLException {
    note.setLong(1, posted);
    note.setBytes(2, postedId);
    note.setInt(3, nextRun);
    note.executeUpdate();
  }

  /**
   * Does a piece of the work that keeps the runs few, in one transaction; returns whether there was
   * something to do.
   */
  boolean tidy() throws SQLException {
    RunMerge going = merge;
    int unlisted = cleaner.next(going == null ? 0 : going.number());
    List<Run> chosen = going == null ? MergePolicy.choose(runs) : going.inputs();
    if (unlisted == 0 && chosen.isEmpty()) {
      return false;
    }
    control.execute("BEGIN IMMEDIATE");
    if (unlisted != 0) {
      cleaner.clean(unlisted);
    } else if (going == null) {
      merge = begin(chosen);
    } else if (!going.writeLists()) {
      end(going);
      merge = null;
    }
    control.execute("COMMIT");
    log.bound(control);
    return true;
  }

  private RunMerge begin(List<Run> inputs) throws SQLException {
    RunMerge begun = new RunMerge(connection, inputs, mergedRuns, nextRun++);
    cleaner.unlist(begun.number());
    note();
    begun.writeEvents(connection, events);
    return begun;
  }

  private void end(RunMerge merged) throws SQLException {
    Run run = merged.end();
    merged.close();
    cleaner.list(run.number());
    for (Run input : merged.inputs()) {
      delist.setInt(1, input.number());
      delist.executeUpdate();
      cleaner.unlist(input.number());
    }
    note();
    int at = runs.indexOf(merged.inputs().get(0));
    runs.subList(at, at + merged.inputs().size()).clear();
    runs.add(at, run);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
