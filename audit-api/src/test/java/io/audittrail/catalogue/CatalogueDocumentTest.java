package io.audittrail.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps the document of the catalogue as it would be generated now. */
class CatalogueDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "catalogue.md");
  private static final String COMMAND =
      "mvn -pl audit-api test -Dtest=CatalogueDocumentTest -Daudit.regenerate=true";

  @Test
  void document_isWhatTheCatalogueSays() throws IOException {
    String expected = document();
    if (Boolean.getBoolean("audit.regenerate")) {
      Files.writeString(DOCUMENT, expected);
    }

    assertThat(DOCUMENT)
        .as("docs/catalogue.md is stale; generate it: " + COMMAND)
        .content()
        .isEqualTo(expected);
  }

  private static String document() {
    StringBuilder text =
        new StringBuilder(
            """
            # The catalogue of event types

            <!-- Generated from DocumentedEventType: %s -->

            These are the %d documented types.
            A developer writes the constant, `@Audited(TRIGGER_CREATE)`; the wire and the store have the type, `trigger_create`.
            The outcome says whether something was done (success) or refused (failure).
            The resources are what events of the type usually name; an event may name others, or none.

            An organisation's own types are an enum of its own that implements `EventType`.
            The collector stores every type whose name matches `[A-Za-z0-9_.-]{1,64}`, documented or not.

            | system | category | type | constant | meaning | outcome | resources |
            |---|---|---|---|---|---|---|
            """
                .formatted(COMMAND, DocumentedEventType.values().length));
    for (DocumentedEventType type : DocumentedEventType.values()) {
      text.append(row(type));
    }
    text.append(
        """

        The kinds of resources, and where they are on the wire:

        | resource | key in an event | side table |
        |---|---|---|
        """);
    for (ResourceKind kind : ResourceKind.values()) {
      text.append(row(kind));
    }
    return text.toString();
  }

  private static String row(ResourceKind kind) {
    return "| %s | `%s`, %s | %s |\n"
        .formatted(
            lowerCase(kind),
            kind.key(),
            kind.isSingle() ? "one id" : "a list",
            kind.table().map(table -> '`' + table + '`').orElse("none"));
  }

  private static String row(DocumentedEventType type) {
    return "| %s | %s | `%s` | `%s` | %s | %s | %s |\n"
        .formatted(
            type.system(),
            type.category(),
            type.wireName(),
            type.name(),
            type.meaning(),
            lowerCase(type.outcome()),
            type.resources().stream()
                .map(CatalogueDocumentTest::lowerCase)
                .collect(Collectors.joining(", ")));
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
