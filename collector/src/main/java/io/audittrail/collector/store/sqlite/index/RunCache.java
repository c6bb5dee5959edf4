package io.audittrail.collector.store.sqlite.index;

import io.audittrail.collector.store.sqlite.run.Run;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The runs of a file that some reader knows; they never change, so all readers share them. */
final class RunCache {
  private final Map<Integer, Run> runs = new ConcurrentHashMap<>();

  /** Returns the run of a row of the table. */
  Run run(ResultSet row) throws SQLException {
    int number = row.getInt(1);
    Run known = runs.get(number);
    if (known != null) {
      return known;
    }
    Run read = read(row);
    runs.put(number, read);
    return read;
  }

  /** Reads a row of the table with all of its columns. */
  static Run read(ResultSet row) throws SQLException {
    return new Run(
        row.getInt(1),
        row.getLong(2),
        row.getLong(3),
        row.getInt(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        Run.unpacked(row.getBytes(8)));
  }

  /** Forgets all but the given runs. */
  void keep(Set<Integer> numbers) {
    runs.keySet().retainAll(numbers);
  }
}
