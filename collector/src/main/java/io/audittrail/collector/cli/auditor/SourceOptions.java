package io.audittrail.collector.cli.auditor;

import io.audittrail.collector.client.Asker;
import io.audittrail.collector.client.QueryPages;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** From where events are taken, if they are not in files. */
final class SourceOptions {
  @Option(
      names = "--from-url",
      paramLabel = "URL",
      description =
          "A collector, or the original service, whose pages are taken; what stands before"
              + " /api/v1/audit_events/query.")
  private @Nullable String url;

  @Option(
      names = "--from-token",
      paramLabel = "TOKEN",
      description = "The token there (default: what AUDIT_FROM_TOKEN says).")
  private @Nullable String token;

  @Option(
      names = "--from-token-file",
      paramLabel = "FILE",
      description = "A file that holds the token there and nothing else.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--from-ca-file",
      paramLabel = "FILE",
      description = "PEM file with the certificates that alone are trusted there.")
  private @Nullable Path caFile;

  @Option(
      names = "--page-events",
      paramLabel = "N",
      description = "How many events a page may have there, 1 to 1000 (default: 1000).")
  private int pageEvents = QueryPages.MAX_PAGE_EVENTS;

  boolean isGiven() {
    return url != null;
  }

  Asker asker() {
    return new AskerOptions(
            "--from-", "AUDIT_FROM_", new AskerOptions.Given(url, token, tokenFile, caFile))
        .asker();
  }

  String name() {
    return String.valueOf(url);
  }

  int pageEvents() {
    if (pageEvents < 1 || pageEvents > QueryPages.MAX_PAGE_EVENTS) {
      throw new IllegalArgumentException(
          "--page-events was " + pageEvents + ", allowed are 1 to " + QueryPages.MAX_PAGE_EVENTS);
    }
    return pageEvents;
  }
}
