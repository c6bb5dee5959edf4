package io.audittrail.collector.store.sqlite.index;

import io.audittrail.collector.store.sqlite.file.WriteAheadLog;
import io.audittrail.collector.store.sqlite.removal.RemovedRanges;
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
  private final RemovalWatch removals = new RemovalWatch();
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
    add(next, last.sequence(), last.id());
  }

  /** Goes on to a sequence number up to which all that follows was removed. */
  void skipThrough(long sequence) throws SQLException {
    add(List.of(), sequence, postedId);
  }

  private void add(List<TailEvent> next, long last, byte[] lastId) throws SQLException {
    RemovedRanges removed = events.removed(posted + 1, last);
    List<TailEvent> there =
        next.stream().filter(event -> !removed.contains(event.sequence())).toList();
    control.execute("BEGIN IMMEDIATE");
    if (!there.isEmpty()) {
      NewRun.Commits commits = new NewRun.Commits(posted + 1, last, removed, there);
      runs.add(new NewRun().write(nextRun++, commits, numbers, newRuns));
    }
    posted = last;
    postedId = lastId;
    note();
    control.execute("COMMIT");
    log.bound(control);
  }

  /** Looks whether events were removed that the index has; returns whether some were. */
  boolean lookForRemovals() throws SQLException {
    return removals.look(events);
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
    if (going == null && dropEmptied()) {
      return true;
    }
    int unlisted = cleaner.next(going == null ? 0 : going.number());
    List<Run> chosen = unlisted != 0 ? List.of() : going == null ? choose() : going.inputs();
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

  /** Drops the runs of which all events were removed; returns whether there were any. */
  private boolean dropEmptied() throws SQLException {
    removals.compare(runs, events);
    Run run = removals.nextEmptied();
    if (run == null) {
      return false;
    }
    control.execute("BEGIN IMMEDIATE");
    for (; run != null; run = removals.nextEmptied()) {
      delist(run);
      runs.remove(run);
    }
    note();
    control.execute("COMMIT");
    return true;
  }

  /** Returns the runs to make one of: one that has removed events, or several. */
  private List<Run> choose() {
    Run outdated = removals.nextOutdated();
    return outdated == null ? MergePolicy.choose(runs) : List.of(outdated);
  }

  private void delist(Run run) throws SQLException {
    delist.setInt(1, run.number());
    delist.executeUpdate();
    cleaner.unlist(run.number());
  }

  private RunMerge begin(List<Run> inputs) throws SQLException {
    long first = inputs.get(0).firstSequence();
    RemovedRanges removed = events.removed(first, inputs.get(inputs.size() - 1).lastSequence());
    RunMerge.Plan plan = new RunMerge.Plan(inputs, nextRun++, removed);
    RunMerge begun = new RunMerge(connection, plan, mergedRuns);
    cleaner.unlist(begun.number());
    note();
    begun.writeEvents(connection, events);
    return begun;
  }

  private void end(RunMerge merged) throws SQLException {
    Run run = merged.end();
    merged.close();
    cleaner.list(merged.number());
    for (Run input : merged.inputs()) {
      delist(input);
    }
    note();
    int at = runs.indexOf(merged.inputs().get(0));
    runs.subList(at, at + merged.inputs().size()).clear();
    if (run != null) {
      runs.add(at, run);
    }
    removals.runsChanged();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
