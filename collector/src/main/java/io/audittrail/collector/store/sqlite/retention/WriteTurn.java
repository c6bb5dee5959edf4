package io.audittrail.collector.store.sqlite.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Short transactions beside a collector that writes as well. SQLite's own way of waiting for a lock
 * sleeps for longer and longer, and does not find the moments between the commits of a collector
 * that is busy; so this asks again and again.
 */
final class WriteTurn implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(300);
  private static final int WAIT_MILLIS = 10_000;

  private final Statement control;
  private long heldNanos;
  private long workNanos;

  WriteTurn(Connection connection) throws SQLException {
    this.control = connection.createStatement();
  }

  /** What is done in a transaction. */
  @FunctionalInterface
  interface Work {
    /** Works; returns whether to commit. */
    boolean run() throws SQLException;
  }

  /** Returns how long the last transaction held up others. */
  long heldNanos() {
    return heldNanos;
  }

  /** Returns how much of that was the work, and not the wait for the disk. */
  long workNanos() {
    return workNanos;
  }

  /** Works in a transaction, which is on the disk when this returns; returns what the work does. */
  boolean take(Work work) throws SQLException {
    begin();
    long began = System.nanoTime();
    boolean done = false;
    try {
      done = work.run();
      workNanos = System.nanoTime() - began;
      if (done) {
        control.execute("COMMIT");
      }
      return done;
    } finally {
      if (!done) {
        control.execute("ROLLBACK");
      }
      heldNanos = System.nanoTime() - began;
    }
  }

  private void begin() throws SQLException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    control.execute("PRAGMA busy_timeout = 0");
    try {
      while (!isBegun(end)) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } finally {
      control.execute("PRAGMA busy_timeout = " + WAIT_MILLIS);
    }
  }

  private boolean isBegun(long end) throws SQLException {
    try {
      control.execute("BEGIN IMMEDIATE");
      return true;
    } catch (SQLiteException e) {
      boolean busy = (e.getResultCode().code & 0xFF) == SQLiteErrorCode.SQLITE_BUSY.code;
      if (!busy || System.nanoTime() - end > 0) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public void close() throws SQLException {
    control.close();
  }
}
