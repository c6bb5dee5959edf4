package io.audittrail.collector.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.collector.Jar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteJDBCLoader;

class SqliteLibraryIT {
  @TempDir Path temp;

  private Path shared = Path.of("");

  @BeforeEach
  void makeSharedDirectory() throws IOException {
    shared = Files.createDirectory(temp.resolve("shared"));
  }

  @Test
  void library_whileTheProcessRuns_isInNoDirectory() throws Exception {
    Process collector = start(List.of("serve", "--data", data(), "--port", "0"), temporary(shared));
    try {
      assertThat(collector.inputReader().readLine()).startsWith("listening on ");
      assertThat(filesIn(shared)).isEmpty();
    } finally {
      collector.destroyForcibly().waitFor();
    }
  }

  @Test
  void library_ofAnotherProcessInTheTemporaryDirectory_isLeftAlone() throws Exception {
    Path others =
        Files.createFile(
            shared.resolve("sqlite-" + SQLiteJDBCLoader.getVersion() + "-0-libsqlitejdbc.so"));
    assertThat(createToken(temporary(shared)).code()).isZero();
    assertThat(filesIn(shared)).containsExactly(others);
  }

  @Test
  void library_withAPlaceThatIsSet_isUnpackedThereAndDeletedAtTheEnd() throws Exception {
    Jar.Run run = createToken("-Dorg.sqlite.tmpdir=" + shared, temporary(temp.resolve("none")));
    assertThat(run.code()).as(run.errors()).isZero();
    assertThat(filesIn(shared)).isEmpty();
  }

  @Test
  void library_withoutATemporaryDirectory_isNotLoadedAndTheSettingIsNamed() throws Exception {
    Jar.Run run = createToken(temporary(temp.resolve("none")));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errors().lines())
        .filteredOn(line -> !line.startsWith("WARNING: java.io.tmpdir")) // JDK 25 says so itself
        .singleElement()
        .asString()
        .contains("SQLite's library cannot be loaded from " + temp.resolve("none"))
        .contains("org.sqlite.tmpdir");
  }

  @Test
  void library_thatCannotBeLoaded_endsTheProcessNamingTheSetting() throws Exception {
    Jar.Run run = createToken("-Dorg.sqlite.tmpdir=" + temp.resolve("none"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errors())
        .contains("SQLite's library cannot be loaded from " + temp.resolve("none"))
        .contains("org.sqlite.tmpdir");
  }

  private String data() {
    return temp.resolve("data").toString();
  }

  private static String temporary(Path directory) {
    return "-Djava.io.tmpdir=" + directory;
  }

  private Jar.Run createToken(String... properties) throws IOException, InterruptedException {
    Process process =
        start(
            List.of(
                "token", "create", "--data", data(), "--name", "n", "--permission", "audit-read"),
            properties);
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Jar.Run(process.waitFor(), "", errors);
  }

  private static Process start(List<String> arguments, String... properties) throws IOException {
    List<String> command = Jar.command(arguments);
    command.addAll(1, List.of(properties));
    return new ProcessBuilder(command).start();
  }

  private static List<Path> filesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
