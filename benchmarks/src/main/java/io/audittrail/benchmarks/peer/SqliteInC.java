package io.audittrail.benchmarks.peer;

import io.audittrail.benchmarks.process.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A program in C that does nothing but insert into SQLite. */
final class SqliteInC implements IngestPeer {
  private static final Path SOURCE = Installation.path("benchmarks/src/main/c/insert.c");

  @Override
  public String name() {
    return IngestPeers.REFERENCE;
  }

  @Override
  public double rate(int events, Path directory) throws Exception {
    String program = directory.resolve("insert").toString();
    try {
      Command.run(directory, List.of("gcc", "-O2", "-o", program, SOURCE.toString(), "-lsqlite3"));
    } catch (IOException e) {
      throw new MissingException("gcc and libsqlite3-dev are needed");
    }
    String file = directory.resolve("peer.db").toString();
    return Double.parseDouble(
        Command.run(directory, List.of(program, file, Integer.toString(events))));
  }
}
