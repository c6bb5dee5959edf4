package io.audittrail.collector.store.sqlite.run;

import io.audittrail.collector.store.sqlite.removal.RemovedRanges;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes one run of one or several, in pieces of which each fits into a short transaction: first the
 * order of the events, then the lists. Events that were removed are left out.
 */
public final class RunMerge implements AutoCloseable {
  private static final int POSTINGS_PER_PIECE = 500_000;
  private static final int GONE = -1;

  private static final String LISTS =
      """
      SELECT kind, list, first_rank, count, ranks FROM posting
      WHERE run = ? AND (kind, list) > (?, ?) ORDER BY kind, list, first_rank
      """;

  private final List<Run> inputs;
  private final RunWriter writer;
  private final int number;
  private final RemovedRanges removed;
  private final List<PreparedStatement> statements = new ArrayList<>();

  /** The rank in the new run of each event of each input, or that it is gone. */
  private final int[][] ranks;

  private int kind = -1;
  private int list = -1;
  private int[] merged = new int[1_024];
  private int count;

  /**
   * What is made of what.
   *
   * @param inputs runs that follow each other in the order of commits
   * @param number the number of the new run
   * @param removed the sequence numbers of removed events in its range
   */
  public record Plan(List<Run> inputs, int number, RemovedRanges removed) {}

  /** Makes a merge. */
  public RunMerge(Connection connection, Plan plan, RunWriter writer) throws SQLException {
    this.inputs = plan.inputs();
    this.writer = writer;
    this.number = plan.number();
    this.removed = plan.removed();
    this.ranks = new int[inputs.size()][];
    for (int i = 0; i < inputs.size(); i++) {
      this.ranks[i] = new int[inputs.get(i).events()];
      this.statements.add(connection.prepareStatement(LISTS));
    }
  }

  public List<Run> inputs() {
    return inputs;
  }

  public int number() {
    return number;
  }

  /** Writes the order of the events. */
  public void writeEvents(Connection connection, EventIds ids) throws SQLException {
    writer.begin(number, inputs.get(0).firstSequence());
    try (RunOrder order = new RunOrder(connection, inputs, ids)) {
      int[] next = new int[inputs.size()];
      int rank = 0;
      for (int input = order.next(); input >= 0; input = order.next()) {
        if (removed.contains(order.sequence())) {
          ranks[input][next[input]++] = GONE;
        } else {
          writer.event(order.micros(), order.sequence());
          ranks[input][next[input]++] = rank++;
        }
      }
    }
    writer.endEvents();
  }

  /** Writes the next lists; returns whether there are more. */
  public boolean writeLists() throws SQLException {
    List<Source> sources = new ArrayList<>();
    try {
      for (int i = 0; i < inputs.size(); i++) {
        sources.add(new Source(i));
      }
      int written = 0;
      while (written < POSTINGS_PER_PIECE) {
        if (!nextList(sources)) {
          writer.flush();
          return false;
        }
        written += count;
        writer.list(kind, list, merged, count);
      }
      writer.flush();
      return true;
    } finally {
      for (Source source : sources) {
        source.rows.close();
      }
    }
  }

  /**
   * Writes the run, which takes the place of those that it was made of.
   *
   * @return null if no event is left
   */
  public @Nullable Run end() throws SQLException {
    long last = inputs.get(inputs.size() - 1).lastSequence();
    return writer.events() == 0 ? null : writer.end(last, removed.count());
  }

  /** Collects the list that is next in any input; returns false if there is none. */
  private boolean nextList(List<Source> sources) throws SQLException {
    Source first = null;
    for (Source source : sources) {
      if (source.there && (first == null || source.isBefore(first))) {
        first = source;
      }
    }
    if (first == null) {
      return false;
    }
    kind = first.kind;
    list = first.row().list();
    count = 0;
    boolean sorted = true;
    for (Source source : sources) {
      while (source.isAt(kind, list)) {
        int from = count;
        source.take();
        sorted &= from == 0 || from == count || merged[from - 1] < merged[from];
      }
    }
    if (!sorted) {
      Arrays.sort(merged, 0, count);
    }
    return true;
  }

  /** The lists of one input, of which the rows are read in order. */
  private final class Source {
    private final int input;
    private final ResultSet rows;
    private @Nullable PostingRow row;
    private boolean there;
    private int kind;

    Source(int input) throws SQLException {
      this.input = input;
      PreparedStatement statement = statements.get(input);
      statement.setInt(1, inputs.get(input).number());
      statement.setInt(2, RunMerge.this.kind);
      statement.setInt(3, RunMerge.this.list);
      this.rows = statement.executeQuery();
      do {
        advance();
      } while (there && kind == RunMerge.this.kind && row().list() <= RunMerge.this.list);
    }

    private PostingRow row() {
      return Objects.requireNonNull(row);
    }

    private void advance() throws SQLException {
      while (row == null || !row.next()) {
        there = rows.next();
        if (!there) {
          return;
        }
        kind = rows.getInt(1);
        PostingRow.Key key = new PostingRow.Key(rows.getInt(2), rows.getInt(3));
        int events = inputs.get(input).events();
        row = new PostingRow(key, rows.getInt(4), rows.getBytes(5), events);
      }
    }

    boolean isAt(int otherKind, int otherList) {
      return there && kind == otherKind && row().list() == otherList;
    }

    boolean isBefore(Source other) {
      return kind < other.kind || (kind == other.kind && row().list() < other.row().list());
    }

    void take() throws SQLException {
      int some = row().count();
      if (merged.length - count < some) {
        merged = Arrays.copyOf(merged, Math.max(count + some, merged.length * 2));
      }
      row().unpack(merged, count);
      int end = count + some;
      for (int i = count; i < end; i++) {
        int rank = ranks[input][merged[i]];
        if (rank != GONE) {
          merged[count++] = rank;
        }
      }
      advance();
    }
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : statements) {
      statement.close();
    }
  }
}
