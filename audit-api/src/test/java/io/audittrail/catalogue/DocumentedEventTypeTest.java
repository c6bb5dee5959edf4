package io.audittrail.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.wire.WireLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the catalogue with the list of the documents that it is taken from. */
class DocumentedEventTypeTest {
  @Test
  void catalogue_hasTheDocumentedTypesInTheirOrder() {
    assertThat(documented())
        .hasSize(72)
        .extracting(Documented::type)
        .containsExactly(
            Arrays.stream(DocumentedEventType.values())
                .map(EventType::wireName)
                .toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("documented")
  void type_isWhatTheDocumentsSay(Documented documented) {
    DocumentedEventType type = DocumentedEventType.find(documented.type()).orElseThrow();

    assertThat(type.name()).isEqualTo(documented.type().toUpperCase(Locale.ROOT));
    assertThat(type.system()).isEqualTo(documented.system());
    assertThat(type.category()).isEqualTo(documented.category());
    assertThat(type.meaning()).isEqualTo(documented.meaning());
    assertThat(EventType.of(documented.type())).isSameAs(type);
  }

  @ParameterizedTest
  @EnumSource
  void outcome_isFailureExactlyWhereSomethingWasRefused(DocumentedEventType type) {
    assertThat(type.outcome())
        .isEqualTo(type.meaning().contains("refused") ? Outcome.FAILURE : Outcome.SUCCESS);
  }

  @ParameterizedTest
  @EnumSource
  void resources_areKnownForEachType(DocumentedEventType type) {
    assertThat(type.resources()).isNotEmpty().isUnmodifiable();
    assertThat(type.resources().contains(ResourceKind.APPLICATION))
        .isEqualTo(type.system().equals("cogniac"));
    assertThat(WireLimits.isToken(type.wireName())).isTrue();
  }

  @Test
  void resources_ofATypeUnlikeItsCategory_areItsOwn() {
    assertThat(DocumentedEventType.EMAIL_GET.resources()).containsExactly(ResourceKind.SOURCE);
    assertThat(DocumentedEventType.ALERT_SUBSCRIPTIONS_DELETE.resources())
        .contains(ResourceKind.USER);
    assertThat(DocumentedEventType.TRIGGER_CREATE.resources())
        .isEqualTo(Set.of(ResourceKind.STREAM, ResourceKind.DATASET));
  }

  @Test
  void find_ofAnUnknownName_isEmpty() {
    assertThat(DocumentedEventType.find("model_release")).isEmpty();
    assertThat(DocumentedEventType.find("TRIGGER_CREATE")).isEmpty();
  }

  static List<Documented> documented() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    DocumentedEventTypeTest.class.getResourceAsStream(
                        "/catalogue/event-types.csv")),
                StandardCharsets.UTF_8))) {
      Stream<String> rows = reader.lines().skip(1);
      return rows.map(Documented::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A row of the list; only its last column may have commas, and then has quotes. */
  record Documented(String system, String category, String type, String meaning) {
    static Documented of(String row) {
      String[] columns = row.split(",", 4);
      return new Documented(columns[0], columns[1], columns[2], columns[3].replace("\"", ""));
    }
  }
}
