package io.audittrail.collector.cli.auditor;

import io.audittrail.collector.cli.output.EventPrinter;
import io.audittrail.collector.cli.output.Output;
import io.audittrail.collector.cli.output.OutputFormat;
import io.audittrail.collector.client.QueryPages;
import io.audittrail.collector.client.body.EventBody;
import java.io.IOException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code collector query}: shows events. */
@Command(
    name = "query",
    description = "Shows the events that match, the oldest first.",
    footer = {
      "",
      "Who deleted the dataset 2555880060c23eb5, and when? (AUDIT_URL and AUDIT_TOKEN are set)",
      "  collector query --event-type delete_dataset --dataset 2555880060c23eb5"
    })
public final class QueryCommand extends EventsCommand {
  private static final long DEFAULT_LIMIT = 100;

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description = "Which come first: ascending for the oldest, descending for the newest.")
  private Order order = Order.ASCENDING;

  @ArgGroup(exclusive = true)
  private Amount amount = new Amount();

  @Option(
      names = {"-o", "--output-format"},
      paramLabel = "FORM",
      description = "table, json (one ingest body a line) or csv (default: table).")
  private OutputFormat form = OutputFormat.TABLE;

  /** How many events. */
  static final class Amount {
    @Option(
        names = "--limit",
        paramLabel = "N",
        description = "How many events at most (default: " + DEFAULT_LIMIT + ").")
    private long limit = DEFAULT_LIMIT;

    @Option(names = "--all", description = "All events that match.")
    private boolean all;

    long most() {
      if (limit < 1) {
        throw new IllegalArgumentException("--limit was " + limit + ", allowed is 1 or more");
      }
      return all ? Long.MAX_VALUE : limit;
    }
  }

  @Override
  public Integer call() throws IOException {
    long left = amount.most();
    QueryPages pages = new QueryPages(client(), filter.conditions().json(order.isDescending()));
    try (Output output = Output.standard()) {
      EventPrinter printer = form.printer(output, width());
      while (left > 0 && pages.hasNext()) {
        EventBody page = pages.next((int) Math.min(left, QueryPages.MAX_PAGE_EVENTS));
        printer.print(page);
        output.flush();
        left -= page.events().size();
      }
    }
    if (pages.hasNext()) {
      note("there may be more: --limit N shows more, --all shows all");
    }
    return 0;
  }
}
