package io.audittrail.collector.store.sqlite.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Writes one run at a time: first all its events in order, then its lists, then the run itself.
 * What was written is in the transaction after {@link #flush}; a run may take several transactions.
 */
public final class RunWriter {
  private static final int CHUNK_BYTES = 900;

  private final PreparedStatement addBlock;
  private final PreparedStatement addPosting;
  private final PreparedStatement addRun;
  private final Varints packed = new Varints();

  private int number;
  private long firstSequence;
  private int events;
  private long[] directory = new long[16];
  private long lastMicros;
  private long lastSequence;
  private int waiting;

  public RunWriter(Connection connection) throws SQLException {
    this.addBlock = connection.prepareStatement("INSERT INTO moments VALUES (?, ?)");
    this.addPosting = connection.prepareStatement("INSERT INTO posting VALUES (?, ?, ?, ?, ?, ?)");
    this.addRun = connection.prepareStatement("INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  }

  /** Begins a run. */
  void begin(int run, long first) {
    number = run;
    firstSequence = first;
    events = 0;
    packed.take();
  }

  /** Adds the next event. */
  void event(long micros, long sequence) throws SQLException {
    if (events % Moments.BLOCK_EVENTS == 0) {
      int block = events / Moments.BLOCK_EVENTS;
      if (block == directory.length) {
        directory = Arrays.copyOf(directory, block * 2);
      }
      directory[block] = micros;
      lastMicros = 0;
      lastSequence = firstSequence;
    }
    packed.add(micros - lastMicros);
    packed.addSigned(sequence - lastSequence);
    lastMicros = micros;
    lastSequence = sequence;
    events++;
    if (events % Moments.BLOCK_EVENTS == 0) {
      endBlock();
    }
  }

  private void endBlock() throws SQLException {
    addBlock.setLong(1, Moments.key(number, (events - 1) / Moments.BLOCK_EVENTS));
    addBlock.setBytes(2, packed.take());
    addBlock.addBatch();
  }

  /** Says that there are no more events. */
  void endEvents() throws SQLException {
    if (packed.length() > 0) {
      endBlock();
    }
    addBlock.executeBatch();
  }

  /**
   * Adds a list.
   *
   * @param ranks the ranks of its events, ascending, each once
   */
  void list(int kind, int list, int[] ranks, int count) throws SQLException {
    int from = 0;
    for (int i = 0; i < count; i++) {
      if (i > from) {
        packed.add(ranks[i] - ranks[i - 1]);
      }
      if (packed.length() >= CHUNK_BYTES || i == count - 1) {
        posting(kind, list, ranks[from], i + 1 - from);
        from = i + 1;
      }
    }
  }

  private void posting(int kind, int list, int firstRank, int count) throws SQLException {
    addPosting.setInt(1, number);
    addPosting.setInt(2, kind);
    addPosting.setInt(3, list);
    addPosting.setInt(4, firstRank);
    addPosting.setInt(5, count);
    addPosting.setBytes(6, packed.take());
    addPosting.addBatch();
    waiting++;
    if (waiting == 1_024) {
      flush();
    }
  }

  /** Writes the lists that were added. */
  void flush() throws SQLException {
    if (waiting > 0) {
      addPosting.executeBatch();
      waiting = 0;
    }
  }

  /** Returns how many events the run has by now. */
  int events() {
    return events;
  }

  /**
   * Ends the run, which exists from now on; it has at least one event.
   *
   * @param last the last sequence number of its range
   * @param removed how many of the range were those of removed events
   */
  Run end(long last, long removed) throws SQLException {
    flush();
    int blocks = (events + Moments.BLOCK_EVENTS - 1) / Moments.BLOCK_EVENTS;
    Run run =
        new Run(
            number,
            firstSequence,
            last,
            events,
            removed,
            directory[0],
            lastMicros,
            Arrays.copyOf(directory, blocks));
    addRun.setInt(1, run.number());
    addRun.setLong(2, run.firstSequence());
    addRun.setLong(3, run.lastSequence());
    addRun.setInt(4, run.events());
    addRun.setLong(5, run.removed());
    addRun.setLong(6, run.firstMicros());
    addRun.setLong(7, run.lastMicros());
    addRun.setBytes(8, Run.packed(run.directory()));
    addRun.executeUpdate();
    return run;
  }
}
