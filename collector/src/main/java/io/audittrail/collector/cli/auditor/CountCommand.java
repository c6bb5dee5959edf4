package io.audittrail.collector.cli.auditor;

import io.audittrail.collector.cli.output.CountPrinter;
import io.audittrail.collector.cli.output.Output;
import io.audittrail.collector.cli.output.OutputFormat;
import io.audittrail.collector.wire.WireJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code collector count}: counts events. */
@Command(
    name = "count",
    description = "Counts the events that match, by time, type, actor or resource.",
    footer = {
      "",
      "How many logins failed on each day of June? (AUDIT_URL and AUDIT_TOKEN are set)",
      "  collector count -m 2021-06-01 -M 2021-07-01 --category authentication \\",
      "      --outcome failure --bucket day"
    })
public final class CountCommand extends EventsCommand {
  @Option(
      names = "--bucket",
      paramLabel = "LENGTH",
      description =
          "Counts for each second, minute, hour, day, or a length such as 15m; in UTC. Those"
              + " without an event are left out.")
  private @Nullable String bucket;

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      description =
          "Counts for each type, actor, tenant, user, project, dataset, source, trigger or"
              + " application.")
  private @Nullable String by;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "How many groups are listed, 1 to 1000 (default: 20).")
  private @Nullable Integer top;

  @Option(
      names = {"-o", "--output-format"},
      paramLabel = "FORM",
      description = "table, json (the collector's answer) or csv (default: table).")
  private OutputFormat form = OutputFormat.TABLE;

  @Override
  public Integer call() throws IOException {
    if (top != null && by == null) {
      throw new IllegalArgumentException("--top counts together with --by alone");
    }
    byte[] request = request();
    byte[] answer = client().post("/api/v1/audit_events/count", request);
    try (Output output = Output.standard()) {
      new CountPrinter(output, width(), by).print(answer, form);
    }
    return 0;
  }

  private byte[] request() {
    String conditions = filter.conditions().json(false);
    return WireJson.write(
        json -> {
          json.writeStartObject();
          if (bucket != null) {
            WireJson.writeText(json, "bucket", bucket);
          }
          if (by != null) {
            WireJson.writeText(json, "by", by);
          }
          if (top != null) {
            json.writeNumberField("top", top);
          }
          json.writeFieldName("filter");
          json.writeRawValue(conditions);
          json.writeEndObject();
        });
  }
}
