package io.audittrail.benchmarks.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server of Debian's PostgreSQL with its defaults (each commit is synced), in a directory of its
 * own. PostgreSQL refuses to be run by root, who runs it as the user {@code postgres} instead.
 */
final class PostgresqlServer implements AutoCloseable {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

  private final Path programs;
  private final Path directory;
  private final int port;

  private PostgresqlServer(Path programs, Path directory, int port) {
    this.programs = programs;
    this.directory = directory;
    this.port = port;
  }

  static PostgresqlServer start(Path directory) throws Exception {
    PostgresqlServer server = new PostgresqlServer(programs(), directory, freePort());
    if (isRoot()) {
      Command.run(directory, List.of("chown", "postgres", directory.toString()));
    }
    String data = directory.resolve("data").toString();
    server.run("initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8");
    String options =
        "-c port=%d -c listen_addresses=127.0.0.1 -c unix_socket_directories="
            .formatted(server.port);
    String log = directory.resolve("log").toString();
    server.run("pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start");
    return server;
  }

  private static Path programs() throws IOException, IngestPeer.MissingException {
    if (Files.isDirectory(VERSIONS)) {
      try (Stream<Path> versions = Files.list(VERSIONS)) {
        Path newest = versions.max(Comparator.naturalOrder()).orElse(VERSIONS).resolve("bin");
        if (Files.isExecutable(newest.resolve("initdb"))) {
          return newest;
        }
      }
    }
    throw new IngestPeer.MissingException("Debian's postgresql is needed");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private void run(String program, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    // A server that is started keeps the outputs of who started it.
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolveSibling(directory.getFileName() + ".out").toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("pg_ctl", "-D", directory.resolve("data").toString(), "-m", "fast", "-w", "stop");
    Files.delete(directory.resolveSibling(directory.getFileName() + ".out"));
  }
}
