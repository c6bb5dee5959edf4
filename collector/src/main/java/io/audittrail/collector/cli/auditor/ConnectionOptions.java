package io.audittrail.collector.cli.auditor;

import io.audittrail.collector.client.Asker;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which collector to ask, and as who. */
final class ConnectionOptions {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "The collector's address, base path included, such as http://127.0.0.1:8080 (default:"
              + " what AUDIT_URL says).")
  private @Nullable String url;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "The token. Others on this machine can see it in the list of processes: AUDIT_TOKEN or"
              + " --token-file are better (default: what AUDIT_TOKEN says).")
  private @Nullable String token;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "A file that holds the token and nothing else.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description =
          "PEM file with the certificates that alone are trusted for https (default: those that"
              + " Java trusts).")
  private @Nullable Path caFile;

  /**
   * Returns whom to ask.
   *
   * @throws IllegalArgumentException if an option is missing or wrong
   */
  Asker asker() {
    return new AskerOptions("--", "AUDIT_", new AskerOptions.Given(url, token, tokenFile, caFile))
        .asker();
  }
}
