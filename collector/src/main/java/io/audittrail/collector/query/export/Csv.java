package io.audittrail.collector.query.export;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.csv.CsvRecord;
import io.audittrail.collector.csv.EventRow;
import io.audittrail.collector.query.answer.SideTables;
import io.audittrail.collector.store.StoredEvent;
import io.audittrail.event.Resource;

/** Each event as a record of RFC 4180. */
final class Csv implements ExportForm {
  @Override
  public String contentType() {
    return "text/csv; charset=utf-8";
  }

  @Override
  public byte[] head() {
    return EventRow.header().toBytes();
  }

  @Override
  public byte[] event(StoredEvent stored, SideTables tables) {
    Resource user = tables.entry(ResourceKind.USER, stored.event().actorUser());
    EventRow.ActorNames names =
        user == null
            ? EventRow.ActorNames.NONE
            : new EventRow.ActorNames(user.name(), user.title(), user.email());
    return EventRow.of(stored.event(), stored.sequence(), names).toBytes();
  }

  @Override
  public byte[] tail(long exported) {
    CsvRecord end = new CsvRecord().add("#exported").add(Long.toString(exported));
    for (int i = 2; i < EventRow.COLUMNS.size(); i++) {
      end.add(null);
    }
    return end.toBytes();
  }
}
