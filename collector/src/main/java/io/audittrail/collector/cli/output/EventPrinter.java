package io.audittrail.collector.cli.output;

import io.audittrail.collector.client.body.EventBody;
import java.io.IOException;

/** Shows events in one of the forms of {@link OutputFormat}. For use by one thread. */
public interface EventPrinter {
  /** Shows the events of a body, with the descriptions that it brings. */
  void print(EventBody body) throws IOException;
}
