package io.audittrail.benchmarks;

import io.audittrail.benchmarks.agent.AgentPart;
import io.audittrail.benchmarks.agent.AuditedPart;
import io.audittrail.benchmarks.emit.EmitPart;
import io.audittrail.benchmarks.ingest.IngestPart;
import io.audittrail.benchmarks.ingest.LoadedStore;
import io.audittrail.benchmarks.memory.MemoryPart;
import io.audittrail.benchmarks.query.QueryPart;
import io.audittrail.benchmarks.report.Findings;
import io.audittrail.benchmarks.report.Machine;
import io.audittrail.benchmarks.report.Report;
import io.audittrail.benchmarks.start.StartPart;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs the parts, or those that are named, in the extent {@code quick}, {@code standard} or {@code
 * full}, and writes what was measured into a directory.
 */
public final class Benchmarks {
  private final List<Part> parts;

  private Benchmarks(LoadedStore store) {
    parts =
        List.of(
            new EmitPart(),
            new AuditedPart(),
            new AgentPart(),
            new IngestPart(store),
            new QueryPart(store),
            new StartPart(store),
            new MemoryPart());
  }

  /** Takes the directory for the results, the extent, and the names of parts; none for all. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 2) {
      throw new IllegalArgumentException("called with: DIRECTORY " + Extent.names() + " [PART...]");
    }
    List<String> names = Arrays.asList(arguments).subList(2, arguments.length);
    try (LoadedStore store = new LoadedStore()) {
      new Benchmarks(store).run(Path.of(arguments[0]), Extent.of(arguments[1]), names);
    }
  }

  private void run(Path directory, Extent extent, List<String> names) throws Exception {
    List<Part> chosen = chosen(names);
    Machine machine = Machine.here();
    Report report = new Report(directory);
    for (Part part : chosen) {
      System.out.printf("%n==> %s: %s%n", part.name(), part.title());
      Findings findings = new Findings(part.name(), part.title(), extent.toString(), machine);
      long begin = System.nanoTime();
      part.measure(extent, findings);
      findings.note("This part took %,d s.".formatted((System.nanoTime() - begin) / 1_000_000_000));
      report.write(findings.result());
    }
    System.out.println(report.table());
  }

  private List<Part> chosen(List<String> names) {
    List<String> known = parts.stream().map(Part::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "the part was \"" + name + "\", allowed are " + String.join(", ", known));
      }
    }
    return parts.stream()
        .filter(part -> names.isEmpty() || names.contains(part.name()))
        .collect(Collectors.toList());
  }
}
