package io.audittrail.collector.cli.auditor;

import io.audittrail.collector.cli.output.EventPrinter;
import io.audittrail.collector.cli.output.ExportEnd;
import io.audittrail.collector.cli.output.Output;
import io.audittrail.collector.cli.output.OutputFormat;
import io.audittrail.collector.cli.output.PartialFile;
import io.audittrail.collector.client.CallFailedException;
import io.audittrail.collector.client.Lines;
import io.audittrail.collector.client.body.EventBody;
import io.audittrail.collector.wire.MalformedBodyException;
import io.audittrail.collector.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code collector export}: writes all events that match, and knows whether that is all. */
@Command(
    name = "export",
    description = {
      "Writes all events that match, the oldest first, and fails if the end is missing.",
      "The last row says how many there are: {\"status\":\"ok\",\"exported\":N}, in CSV"
          + " #exported,N."
    },
    footer = {
      "",
      "All of June for a spreadsheet: (AUDIT_URL and AUDIT_TOKEN are set)",
      "  collector export -m 2021-06-01 -M 2021-07-01 -o csv --output june.csv"
    })
public final class ExportCommand extends EventsCommand {
  private static final int MAX_LINE_BYTES = 32 * 1024 * 1024;

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description = "Which come first: ascending for the oldest, descending for the newest.")
  private Order order = Order.ASCENDING;

  @Option(
      names = {"-o", "--output-format"},
      paramLabel = "FORM",
      description =
          "json (one ingest body a line), csv, ocsf (Open Cybersecurity Schema Framework, one event"
              + " a line) or table (default: json).")
  private ExportForm form = ExportForm.JSON;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "Where to write (default: standard output). Until all is there the name is"
              + " FILE.partial.")
  private @Nullable Path file;

  @Option(names = "--force", description = "Replaces FILE if it is there.")
  private boolean force;

  private long exported;

  @Override
  public Integer call() throws IOException {
    if (file == null) {
      try (Output output = Output.standard()) {
        write(output);
      }
    } else {
      toFile(new PartialFile(file, force));
    }
    note("exported " + exported + (exported == 1 ? " event" : " events"));
    return 0;
  }

  private void toFile(PartialFile target) throws IOException {
    byte[] request = request();
    try (InputStream in = ask(request)) {
      target.write(output -> write(in, output));
    } catch (CallFailedException e) {
      if (e.reason() == CallFailedException.Reason.INCOMPLETE) {
        note("what arrived is in " + target.partial());
      }
      throw e;
    }
  }

  private void write(Output output) throws IOException {
    try (InputStream in = ask(request())) {
      write(in, output);
    }
  }

  private InputStream ask(byte[] request) throws IOException {
    return client().postForStream("/api/v1/audit_events/export", request, form.contentType());
  }

  private void write(InputStream in, Output output) throws IOException {
    ExportEnd end = form.end();
    Lines lines = new Lines(in, MAX_LINE_BYTES);
    EventPrinter table = OutputFormat.TABLE.printer(output, width());
    for (byte[] line = next(lines); line != null; line = next(lines)) {
      end.take(line);
      if (form == ExportForm.TABLE) {
        print(line, table);
      } else {
        output.write(line, 0, line.length);
        output.write(new byte[] {'\n'}, 0, lines.wasEnded() ? 1 : 0);
      }
    }
    output.flush();
    exported = end.requireWhole(lines.wasEnded());
  }

  private static void print(byte[] line, EventPrinter table) throws IOException {
    try {
      // The end has no events; the heading is shown at the latest with it.
      table.print(EventBody.read(line));
    } catch (MalformedBodyException e) {
      throw CallFailedException.incomplete("the export was cut short: " + e.getMessage());
    }
  }

  private static byte @Nullable [] next(Lines lines) throws IOException {
    try {
      return lines.next();
    } catch (IOException e) {
      throw CallFailedException.incomplete("the export was cut short: " + e.getMessage());
    }
  }

  private byte[] request() {
    String conditions = filter.conditions().json(order.isDescending());
    return WireJson.write(
        json -> {
          json.writeStartObject();
          json.writeStringField("format", form.wireName());
          json.writeFieldName("filter");
          json.writeRawValue(conditions);
          json.writeEndObject();
        });
  }
}
