package io.audittrail.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was measured, in a directory: for each part {@code PART.json} and {@code PART.svg}, and in
 * {@code results.md} a table of all parts that are there, whenever each was run.
 */
public final class Report {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path directory;

  /** Makes a report in a directory, which need not be there. */
  public Report(Path directory) {
    this.directory = directory;
  }

  /** Writes the result of a part in place of an older one. */
  public void write(PartResult result) throws IOException {
    Files.createDirectories(directory);
    JSON.writeValue(directory.resolve(result.part() + ".json").toFile(), result);
    Files.writeString(directory.resolve(result.part() + ".svg"), BarChart.of(result));
    Files.writeString(directory.resolve("results.md"), table());
  }

  /** Returns all that is in the directory as Markdown. */
  public String table() throws IOException {
    StringBuilder table = new StringBuilder("# What was measured\n");
    for (Path file : files()) {
      PartResult result = JSON.readValue(file.toFile(), PartResult.class);
      table.append('\n').append(Table.of(result));
    }
    return table.toString();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
