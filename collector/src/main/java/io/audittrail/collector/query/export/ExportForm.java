package io.audittrail.collector.query.export;

import io.audittrail.collector.query.answer.SideTables;
import io.audittrail.collector.store.StoredEvent;

/** How events are written in an export; without a state, safe for use by any thread. */
interface ExportForm {
  /** Returns the media type of the document. */
  String contentType();

  /** Returns what the document begins with. */
  byte[] head();

  /** Returns an event with its end of line. */
  byte[] event(StoredEvent event, SideTables tables);

  /** Returns what says that the document is whole, and how many events it has. */
  byte[] tail(long exported);
}
