package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.content.EventIdCode;

/** An event with the code of its id, which is made before the writer takes it. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PreparedEvent(EventRecord record, byte[] id) {
  /** Prepares an event. */
  static PreparedEvent of(EventRecord event) {
    return new PreparedEvent(event, EventIdCode.encode(event.id()));
  }
}
