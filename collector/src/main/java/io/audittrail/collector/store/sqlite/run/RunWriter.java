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

  /** Lists of so many ranks share a row: a row for each would be most of what filling takes. */
  private static final int SHORT_RANKS = 64;

  private final PreparedStatement addBlock;
  private final PreparedStatement addPosting;
  private final PreparedStatement addRun;
  private final Varints packed = new Varints();
  private final Varints shared = new Varints();

  private int number;
  private long firstSequence;
  private int events;
  private long[] directory = new long[16];
  private long lastMicros;
  private long lastSequence;
  private int waiting;
  private int sharedKind;
  private int sharedList;
  private int sharedRanks;

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
    shared.take();
    sharedRanks = 0;
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
   * Adds a list; they come in the order of their kinds and numbers.
   *
   * @param ranks the ranks of its events, ascending, each once
   */
  void list(int kind, int list, int[] ranks, int count) throws SQLException {
    if (kind != sharedKind || count > SHORT_RANKS || shared.length() >= CHUNK_BYTES) {
      endShared();
    }
    if (count > SHORT_RANKS) {
      longList(kind, list, ranks, count);
    } else if (count > 0) {
      shared.add(shared.length() == 0 ? list : list - sharedList);
      shared.add(count);
      shared.add(ranks[0]);
      for (int i = 1; i < count; i++) {
        shared.add(ranks[i] - ranks[i - 1]);
      }
      sharedKind = kind;
      sharedList = list;
      sharedRanks += count;
    }
  }

  private void longList(int kind, int list, int[] ranks, int count) throws SQLException {
    int from = 0;
    for (int i = 0; i < count; i++) {
      if (i > from) {
        packed.add(ranks[i] - ranks[i - 1]);
      }
      if (packed.length() >= CHUNK_BYTES || i == count - 1) {
        PostingRow.Key key = new PostingRow.Key(list, ranks[from]);
        posting(kind, key, i + 1 - from, packed);
        from = i + 1;
      }
    }
  }

  private void endShared() throws SQLException {
    if (shared.length() > 0) {
      PostingRow.Key key = new PostingRow.Key(sharedList, PostingRow.SHARED);
      posting(sharedKind, key, sharedRanks, shared);
      sharedRanks = 0;
    }
  }

  private void posting(int kind, PostingRow.Key key, int count, Varints ranks) throws SQLException {
    addPosting.setInt(1, number);
    addPosting.setInt(2, kind);
    addPosting.setInt(3, key.list());
    addPosting.setInt(4, key.firstRank());
    addPosting.setInt(5, count);
    addPosting.setBytes(6, ranks.take());
    addPosting.addBatch();
    waiting++;
    if (waiting == 1_024) {
      executePostings();
    }
  }

  /** Writes the lists that were added. */
  void flush() throws SQLException {
    endShared();
    executePostings();
  }

  private void executePostings() throws SQLException {
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
