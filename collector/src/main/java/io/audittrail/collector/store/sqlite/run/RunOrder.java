package io.audittrail.collector.store.sqlite.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the events of several runs in order of time and id. The ids are read from the events
 * where two runs have events of the same time, and nowhere else.
 */
final class RunOrder implements AutoCloseable {
  private final List<Head> heads = new ArrayList<>();
  private final EventIds ids;
  private @Nullable Head current;

  RunOrder(Connection connection, List<Run> runs, EventIds ids) throws SQLException {
    this.ids = ids;
    for (Run run : runs) {
      heads.add(new Head(connection, run));
    }
  }

  /** Goes to the next event; returns the index of its run, or -1 if there is none. */
  int next() throws SQLException {
    if (current != null) {
      current.advance();
    }
    int least = -1;
    for (int i = 0; i < heads.size(); i++) {
      Head head = heads.get(i);
      if (head.block != null && (least < 0 || head.isBefore(heads.get(least)))) {
        least = i;
      }
    }
    current = least < 0 ? null : heads.get(least);
    return least;
  }

  long micros() {
    return current == null ? 0 : current.micros;
  }

  long sequence() {
    return current == null ? 0 : current.sequence;
  }

  private final class Head {
    private final PreparedStatement statement;
    private final ResultSet blocks;
    private final long firstSequence;
    private @Nullable Moments block;
    private int index = -1;
    private long micros;
    private long sequence;
    private byte @Nullable [] id;

    Head(Connection connection, Run run) throws SQLException {
      this.statement =
          connection.prepareStatement(
              """
              SELECT events FROM moments
              WHERE run_and_block >= ? AND run_and_block < ? ORDER BY run_and_block
              """);
      this.statement.setLong(1, Moments.key(run.number(), 0));
      this.statement.setLong(2, Moments.key(run.number() + 1, 0));
      this.blocks = statement.executeQuery();
      this.firstSequence = run.firstSequence();
      advance();
    }

    void advance() throws SQLException {
      index++;
      if (block == null || index == block.size()) {
        block = blocks.next() ? Moments.unpack(blocks.getBytes(1), firstSequence) : null;
        index = 0;
      }
      if (block != null) {
        micros = block.micros(index);
        sequence = block.sequence(index);
        id = null;
      }
    }

    boolean isBefore(Head other) throws SQLException {
      if (micros != other.micros) {
        return micros < other.micros;
      }
      return Arrays.compareUnsigned(id(), other.id()) < 0;
    }

    private byte[] id() throws SQLException {
      if (id == null) {
        byte[] read = ids.id(sequence);
        id = read == null ? new byte[0] : read;
      }
      return id;
    }
  }

  @Override
  public void close() throws SQLException {
    for (Head head : heads) {
      head.statement.close();
    }
  }
}
