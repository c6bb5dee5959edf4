package io.audittrail.collector.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;

/**
 * Keeps the events of each tenant in order of time, so that a tenant's page needs no scan.
 *
 * <p>Events that follow each other and belong to the same tenants are added by one statement.
 */
final class TenantIndex implements AutoCloseable {
  private final PreparedStatement add;
  private Set<Integer> tenants = Set.of();
  private long first;
  private long last;

  TenantIndex(Connection connection) throws SQLException {
    this.add =
        connection.prepareStatement(
            """
            INSERT INTO tenant_event (tenant, occurred_at, event_id, sequence)
            SELECT ?, occurred_at, event_id, sequence FROM event WHERE sequence BETWEEN ? AND ?
            """);
  }

  /** Adds the event that was stored just now to the given tenants. */
  void add(long sequence, Set<Integer> owners) throws SQLException {
    if (!owners.equals(tenants)) {
      flush();
      tenants = owners;
      first = sequence;
    }
    last = sequence;
  }

  /** Writes what was added; to be called before the commit. */
  void flush() throws SQLException {
    for (int tenant : tenants) {
      add.setInt(1, tenant);
      add.setLong(2, first);
      add.setLong(3, last);
      add.executeUpdate();
    }
    tenants = Set.of();
  }

  @Override
  public void close() throws SQLException {
    add.close();
  }
}
