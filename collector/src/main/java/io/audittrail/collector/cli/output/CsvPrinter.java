package io.audittrail.collector.cli.output;

import io.audittrail.collector.client.body.BodyEvent;
import io.audittrail.collector.client.body.EventBody;
import io.audittrail.collector.csv.EventRow;
import java.io.IOException;

/** One record for each event below a header, with the columns of a collector's export. */
final class CsvPrinter implements EventPrinter {
  private final Output output;

  CsvPrinter(Output output) throws IOException {
    this.output = output;
    output.write(EventRow.header().toBytes());
  }

  @Override
  public void print(EventBody body) throws IOException {
    Descriptions descriptions = new Descriptions(body);
    for (BodyEvent one : body.events()) {
      String actor = one.record().actorUser();
      EventRow.ActorNames names =
          new EventRow.ActorNames(
              descriptions.userText(actor, "username"),
              descriptions.userText(actor, "display_name"),
              descriptions.userText(actor, "email"));
      output.write(EventRow.of(one.record(), body.sequence(), names).toBytes());
    }
  }
}
