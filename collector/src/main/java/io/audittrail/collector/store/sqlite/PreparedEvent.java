package io.audittrail.collector.store.sqlite;

import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.content.ContentCodec;
import io.audittrail.collector.store.content.EventIdCode;

/**
 * An event with what can be packed of it before the writer takes it.
 *
 * @param id the code of its id
 * @param tail the tail of its content
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PreparedEvent(EventRecord record, byte[] id, byte[] tail) {
  /** Packs what can be packed of an event. */
  static PreparedEvent of(EventRecord event) {
    return new PreparedEvent(event, EventIdCode.encode(event.id()), new ContentCodec().tail(event));
  }
}
