package io.audittrail.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.audittrail.event.AuditEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares what the writer makes with the golden files, byte for byte.
 *
 * <p>A change of the form that is meant is written with {@code mvn -pl audit-api test
 * -Dtest=GoldenFileTest -Daudit.regenerate=true}, and then read in the difference.
 */
class GoldenFileTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final String PUBLISHED_PAGE = "published-page.json";

  @ParameterizedTest
  @EnumSource
  void body_ofGoldenEvents_isTheFileByteForByte(GoldenFile file) throws IOException {
    String body = new String(file.body(), UTF_8) + "\n";
    if (Boolean.getBoolean("audit.regenerate")) {
      Files.writeString(FOLDER.resolve(file.fileName()), body);
    }

    assertThat(body).isEqualTo(read(file.fileName()));
  }

  @ParameterizedTest
  @EnumSource
  void text_ofOneEvent_isItsFileOnOneLine(GoldenFile file) throws IOException {
    if (file.events().size() == 1) {
      AuditEvent event = file.events().get(0);
      assertThat(event.toString()).isEqualTo(read(file.fileName()).stripTrailing());
      assertThat(event.toString().lines()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void file_isReadByAnotherReader(GoldenFile file) throws IOException {
    JsonNode body = new ObjectMapper().readTree(read(file.fileName()));

    assertThat(body.get("audit_events")).hasSize(file.events().size());
  }

  @ParameterizedTest
  @ValueSource(strings = PUBLISHED_PAGE)
  void page_ofThePublishedApi_isAnIngestBodyToo(String name) throws IOException {
    JsonNode body = new ObjectMapper().readTree(read(name));

    assertThat(body.get("status").asText()).isEqualTo("ok");
    assertThat(body.get("audit_events").get(0).has("actor_tenant_id")).isFalse();
  }

  @Test
  void folder_holdsNothingThatNoTestReads() throws IOException {
    Stream<String> written = Arrays.stream(GoldenFile.values()).map(GoldenFile::fileName);
    List<String> expected =
        Stream.concat(written, Stream.of(PUBLISHED_PAGE, "README.md", ".gitattributes")).toList();

    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static String read(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name));
  }
}
