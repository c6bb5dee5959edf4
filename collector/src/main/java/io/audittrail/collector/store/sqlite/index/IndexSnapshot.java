package io.audittrail.collector.store.sqlite.index;

import io.audittrail.collector.store.sqlite.run.DamagedIndexException;
import io.audittrail.collector.store.sqlite.run.ListId;
import io.audittrail.collector.store.sqlite.run.ListKey;
import io.audittrail.collector.store.sqlite.run.Moments;
import io.audittrail.collector.store.sqlite.run.PostingRow;
import io.audittrail.collector.store.sqlite.run.Run;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The index as it is at one moment, through a connection that reads. For one thread at a time;
 * valid for one read, see {@link Index#read}.
 */
public final class IndexSnapshot implements AutoCloseable {
  private static final String ROW = "SELECT list, first_rank, count, ranks FROM posting ";

  /** A row of several lists has the last one in its key. */
  private static final String OF_LIST =
      """
      WHERE run = ?1 AND kind = ?2 AND list = (SELECT list FROM posting
        WHERE run = ?1 AND kind = ?2 AND list >= ?3 ORDER BY list LIMIT 1)
      """;

  private static final int[] NO_RANKS = {};

  private final Connection connection;
  private final RunCache cache;
  private final Statement control;
  private final PreparedStatement posted;
  private final PreparedStatement listOf;
  private final PreparedStatement valueOf;
  private final PreparedStatement valuesOf;
  private final PreparedStatement moments;
  private final PreparedStatement chunksFrom;
  private final PreparedStatement chunkBefore;
  private final PreparedStatement chunksOfKind;

  private long version;
  private long sequence;
  private List<Run> runs = List.of();

  IndexSnapshot(Connection connection, RunCache cache) throws SQLException {
    this.connection = connection;
    this.cache = cache;
    this.control = connection.createStatement();
    this.posted = connection.prepareStatement("SELECT sequence, version FROM posted");
    this.listOf = connection.prepareStatement("SELECT list FROM list WHERE kind = ? AND value = ?");
    this.valueOf = connection.prepareStatement("SELECT value FROM list WHERE list = ?");
    this.valuesOf = connection.prepareStatement("SELECT value, list FROM list WHERE kind = ?");
    this.moments =
        connection.prepareStatement("SELECT events FROM moments WHERE run_and_block = ?");
    this.chunksFrom =
        connection.prepareStatement(
            ROW
                + OF_LIST
                + "AND first_rank >= ifnull((SELECT max(first_rank) FROM posting "
                + OF_LIST
                + "AND first_rank <= ?4), 0) ORDER BY first_rank");
    this.chunkBefore =
        connection.prepareStatement(
            ROW + OF_LIST + "AND first_rank <= ?4 ORDER BY first_rank DESC LIMIT 1");
    this.chunksOfKind =
        connection.prepareStatement(ROW + "WHERE run = ? AND kind = ? ORDER BY list, first_rank");
  }

  void begin() throws SQLException {
    control.execute("BEGIN");
    try (ResultSet row = posted.executeQuery()) {
      if (!row.next()) {
        throw new DamagedIndexException("it does not say how far it has come");
      }
      sequence = row.getLong(1);
      if (version != row.getLong(2)) {
        runs = readRuns();
        version = row.getLong(2);
      }
    }
  }

  private List<Run> readRuns() throws SQLException {
    List<Run> all = new ArrayList<>();
    Set<Integer> numbers = new HashSet<>();
    try (ResultSet rows = control.executeQuery("SELECT * FROM run")) {
      while (rows.next()) {
        Run run = cache.run(rows);
        all.add(run);
        numbers.add(run.number());
      }
    }
    cache.keep(numbers);
    return all;
  }

  void end() throws SQLException {
    control.execute("COMMIT");
  }

  /** Returns the sequence number of the last event that is in the index. */
  public long posted() {
    return sequence;
  }

  /** Returns the runs, which have every event up to {@link #posted} once, in no order. */
  public List<Run> runs() {
    return runs;
  }

  /** Returns the number of a list; 0 if no event is in it. */
  public int list(ListKey key) throws SQLException {
    listOf.setInt(1, key.kind());
    listOf.setString(2, key.value());
    try (ResultSet row = listOf.executeQuery()) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  /** Returns the value of a list. */
  public String value(int list) throws SQLException {
    valueOf.setInt(1, list);
    try (ResultSet row = valueOf.executeQuery()) {
      if (!row.next()) {
        throw new DamagedIndexException("list " + list + " has no value");
      }
      return row.getString(1);
    }
  }

  /** Returns the values of all lists of a kind. */
  public List<String> values(int kind) throws SQLException {
    List<String> values = new ArrayList<>();
    valuesOf.setInt(1, kind);
    try (ResultSet rows = valuesOf.executeQuery()) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  /** Returns a block of consecutive events of a run. */
  public Moments moments(Run run, int block) throws SQLException {
    moments.setLong(1, Moments.key(run.number(), block));
    try (ResultSet row = moments.executeQuery()) {
      if (!row.next()) {
        throw new DamagedIndexException("a block of run " + run.number() + " is missing");
      }
      return Moments.unpack(row.getBytes(1), run.firstSequence());
    }
  }

  /**
   * Returns consecutive ranks of a list, of which at least the last one is not below the given
   * rank, so that none that is not is in between; null if there are no such.
   */
  public int @Nullable [] ranksFrom(Run run, ListId list, int rank) throws SQLException {
    chunk(chunksFrom, run, list);
    chunksFrom.setInt(4, rank);
    try (ResultSet rows = chunksFrom.executeQuery()) {
      int[] ranks = NO_RANKS;
      do {
        ranks = rows.next() ? ranks(run, list, rows) : NO_RANKS;
      } while (ranks.length > 0 && ranks[ranks.length - 1] < rank);
      return ranks.length > 0 ? ranks : null;
    }
  }

  /** Returns consecutive ranks of a list up to the given one and more; null if there are none. */
  public int @Nullable [] ranksTo(Run run, ListId list, int rank) throws SQLException {
    chunk(chunkBefore, run, list);
    chunkBefore.setInt(4, rank);
    try (ResultSet rows = chunkBefore.executeQuery()) {
      int[] ranks = rows.next() ? ranks(run, list, rows) : NO_RANKS;
      return ranks.length > 0 && ranks[0] <= rank ? ranks : null;
    }
  }

  private static void chunk(PreparedStatement query, Run run, ListId list) throws SQLException {
    query.setInt(1, run.number());
    query.setInt(2, list.kind());
    query.setInt(3, list.number());
  }

  private static PostingRow row(Run run, ResultSet row) throws SQLException {
    PostingRow.Key key = new PostingRow.Key(row.getInt(1), row.getInt(2));
    return new PostingRow(key, row.getInt(3), row.getBytes(4), run.events());
  }

  /** Returns the ranks of a list that a row has; none if it has other lists. */
  private static int[] ranks(Run run, ListId list, ResultSet found) throws SQLException {
    PostingRow row = row(run, found);
    while (row.next()) {
      if (row.list() == list.number()) {
        return row.ranks();
      }
    }
    return NO_RANKS;
  }

  /** Takes parts of lists. */
  @FunctionalInterface
  public interface RanksConsumer {
    /** Takes consecutive ranks of a list; returns whether to go on. */
    boolean accept(int list, int[] ranks) throws SQLException;
  }

  /** Reads a list from the given rank on and a little before. */
  public void readList(Run run, ListId list, int fromRank, RanksConsumer consumer)
      throws SQLException {
    chunk(chunksFrom, run, list);
    chunksFrom.setInt(4, fromRank);
    try (ResultSet rows = chunksFrom.executeQuery()) {
      boolean more = true;
      while (more && rows.next()) {
        int[] ranks = ranks(run, list, rows);
        more = ranks.length > 0 && consumer.accept(list.number(), ranks);
      }
    }
  }

  /** Reads all lists of a kind, one after the other. */
  public void readLists(Run run, int kind, RanksConsumer consumer) throws SQLException {
    readRows(run, kind, row -> consumer.accept(row.list(), row.ranks()));
  }

  @FunctionalInterface
  private interface RowConsumer {
    /** Takes a row that is at one of its lists; returns whether to go on. */
    boolean accept(PostingRow row) throws SQLException;
  }

  private void readRows(Run run, int kind, RowConsumer consumer) throws SQLException {
    chunksOfKind.setInt(1, run.number());
    chunksOfKind.setInt(2, kind);
    try (ResultSet rows = chunksOfKind.executeQuery()) {
      boolean more = true;
      while (more && rows.next()) {
        PostingRow row = row(run, rows);
        while (more && row.next()) {
          more = consumer.accept(row);
        }
      }
    }
  }

  /** Takes numbers of events in lists. */
  @FunctionalInterface
  public interface SumConsumer {
    /** Takes how many events of a run are in a part of a list. */
    void accept(int list, long events) throws SQLException;
  }

  /** Counts the events of each list of a kind, part by part. */
  public void countLists(Run run, int kind, SumConsumer consumer) throws SQLException {
    readRows(
        run,
        kind,
        row -> {
          consumer.accept(row.list(), row.count());
          return true;
        });
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
