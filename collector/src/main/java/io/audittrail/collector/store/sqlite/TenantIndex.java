package io.audittrail.collector.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps the events of each tenant in order of time, so that a tenant's page needs no scan.
 *
 * <p>What a transaction adds is written at its end, one statement for each tenant.
 */
final class TenantIndex implements AutoCloseable {
  private static final String ADD =
      """
      INSERT INTO tenant_event (tenant, occurred_at, event_id, sequence)
      SELECT ?, occurred_at, event_id, sequence FROM event WHERE sequence
      """;

  private final PreparedStatement addRange;
  private final PreparedStatement addSome;
  private final Map<Integer, Sequences> added = new HashMap<>();

  TenantIndex(Connection connection) throws SQLException {
    this.addRange = connection.prepareStatement(ADD + "BETWEEN ? AND ?");
    this.addSome = connection.prepareStatement(ADD + "IN (SELECT value FROM json_each(?))");
  }

  /** Adds the event that was stored last to a tenant; adding it twice is adding it once. */
  void add(int tenant, long sequence) {
    added.computeIfAbsent(tenant, reference -> new Sequences()).add(sequence);
  }

  /** Writes what was added; to be called before the commit. */
  void flush() throws SQLException {
    for (Map.Entry<Integer, Sequences> entry : added.entrySet()) {
      Sequences sequences = entry.getValue();
      if (sequences.isRange()) {
        addRange.setInt(1, entry.getKey());
        addRange.setLong(2, sequences.first);
        addRange.setLong(3, sequences.last);
        addRange.executeUpdate();
      } else {
        addSome.setInt(1, entry.getKey());
        addSome.setString(2, sequences.list + "]");
        addSome.executeUpdate();
      }
    }
    added.clear();
  }

  @Override
  public void close() throws SQLException {
    addRange.close();
    addSome.close();
  }

  /** Ascending sequence numbers, as a JSON array without its end. */
  private static final class Sequences {
    private final StringBuilder list = new StringBuilder();
    private long first;
    private long last;
    private int count;

    void add(long sequence) {
      if (count == 0) {
        first = sequence;
      } else if (sequence == last) {
        return;
      }
      list.append(count == 0 ? '[' : ',').append(sequence);
      last = sequence;
      count++;
    }

    boolean isRange() {
      return last - first + 1 == count;
    }
  }
}
