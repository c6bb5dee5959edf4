package io.audittrail.collector.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When a new token expires, as the options say; one of them, or none for never. */
final class Expiry {
  @Option(
      names = "--expires-in",
      paramLabel = "TIME",
      description = "After how long it expires: a number and s, m, h or d, such as 90d.")
  private @Nullable Duration lifetime;

  @Option(
      names = "--expires-at",
      paramLabel = "ISO",
      description = "When it expires, such as 2030-01-31T00:00:00Z.")
  private @Nullable OffsetDateTime end;

  @Nullable Instant end() {
    if (end != null) {
      return end.toInstant();
    }
    return lifetime == null ? null : Instant.now().plus(lifetime);
  }
}
