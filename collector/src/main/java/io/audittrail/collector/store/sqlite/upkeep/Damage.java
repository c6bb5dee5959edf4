package io.audittrail.collector.store.sqlite.upkeep;

import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells what is wrong with a file from what is wrong with the attempt to read it. */
final class Damage {
  private static final Set<Integer> PRIMARY_CODES =
      Set.of(
          SQLiteErrorCode.SQLITE_ERROR.code, // such as a table that is missing
          SQLiteErrorCode.SQLITE_CORRUPT.code,
          SQLiteErrorCode.SQLITE_NOTADB.code,
          SQLiteErrorCode.SQLITE_FORMAT.code,
          SQLiteErrorCode.SQLITE_TOOBIG.code);

  private Damage() {}

  /** Throws a failure that says nothing about the file. */
  static void require(SQLException failure) throws SQLException {
    if (!(failure instanceof SQLiteException sqlite)
        || !PRIMARY_CODES.contains(sqlite.getResultCode().code & 0xFF)) {
      throw failure;
    }
  }

  static String text(SQLException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
