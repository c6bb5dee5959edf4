package io.audittrail.collector.query.export;

import io.audittrail.collector.query.answer.SideTables;
import io.audittrail.collector.query.export.ocsf.OcsfEvent;
import io.audittrail.collector.store.StoredEvent;

/** Each event as one of OCSF, on one line. */
final class Ocsf implements ExportForm {
  @Override
  public String contentType() {
    return "application/x-ndjson";
  }

  @Override
  public byte[] head() {
    return new byte[0];
  }

  @Override
  public byte[] event(StoredEvent event, SideTables tables) {
    return JsonLines.line(OcsfEvent.json(event, tables));
  }

  @Override
  public byte[] tail(long exported) {
    return JsonLines.end(exported);
  }
}
