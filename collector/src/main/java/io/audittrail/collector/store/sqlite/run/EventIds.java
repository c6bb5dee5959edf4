package io.audittrail.collector.store.sqlite.run;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads the ids of events, which the index does not keep. */
@FunctionalInterface
public interface EventIds {
  /** Returns the code of an event's id; null if there is no event with the sequence number. */
  byte @Nullable [] id(long sequence) throws SQLException;
}
