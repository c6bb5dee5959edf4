package io.audittrail.collector.cli.auditor;

import io.audittrail.collector.cli.output.EventPrinter;
import io.audittrail.collector.cli.output.Output;
import io.audittrail.collector.cli.output.OutputFormat;
import io.audittrail.collector.client.CallFailedException;
import io.audittrail.collector.client.EventStream;
import io.audittrail.collector.client.body.EventBody;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.wire.MalformedBodyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code collector follow}: shows events as they are committed. */
@Command(
    name = "follow",
    description = {
      "Shows events as they are committed, until Ctrl-C (exit code 130).",
      "A connection that is lost is made again, and nothing is missed or shown twice."
    },
    footer = {
      "",
      "Failed logins as they come: (AUDIT_URL and AUDIT_TOKEN are set)",
      "  collector follow --category authentication --outcome failure"
    })
public final class FollowCommand extends EventsCommand {
  @Option(
      names = "--after",
      paramLabel = "SEQ",
      description =
          "The commit sequence number after which to begin; 0 for everything (default: from now"
              + " on).")
  private @Nullable Long after;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Ends after so many events (default: never).")
  private long limit = Long.MAX_VALUE;

  @Option(
      names = {"-o", "--output-format"},
      paramLabel = "FORM",
      description =
          "table, json (one ingest body a line, with its sequence number) or csv (default: table).")
  private OutputFormat form = OutputFormat.TABLE;

  private long shown;

  @Override
  public Integer call() throws IOException {
    if (after != null && after < 0) {
      throw new IllegalArgumentException("--after was " + after + ", allowed is 0 or more");
    }
    if (limit < 1) {
      throw new IllegalArgumentException("--limit was " + limit + ", allowed is 1 or more");
    }
    Conditions conditions = filter.conditions();
    Predicate<EventRecord> wanted = conditions.isNone() ? event -> true : conditions.test();
    EventStream stream = new EventStream(client(), this::note, after);
    try (Output output = Output.standard()) {
      EventPrinter printer = form.printer(output, width());
      output.flush();
      stream.run(
          json -> {
            EventBody body = read(json);
            if (wanted.test(body.events().get(0).record())) {
              show(body, json, printer, output);
            }
            return shown < limit;
          });
    }
    return 0;
  }

  private void show(EventBody body, byte[] json, EventPrinter printer, Output output)
      throws IOException {
    if (form == OutputFormat.JSON) {
      output.line(new String(json, StandardCharsets.UTF_8));
    } else {
      printer.print(body);
    }
    output.flush();
    shown++;
  }

  private static EventBody read(byte[] json) throws CallFailedException {
    try {
      EventBody body = EventBody.read(json);
      if (body.events().size() == 1) {
        return body;
      }
    } catch (MalformedBodyException e) {
      throw CallFailedException.refused("what was sent was no event: " + e.getMessage());
    }
    throw CallFailedException.refused("what was sent was no event");
  }
}
