package io.audittrail.delivery.tool;

import io.audittrail.delivery.spool.file.SpoolSurvey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * {@code spool list|inspect|resend|verify --dir DIR}: looks at the spools in a directory, and sends
 * what nobody else sends.
 *
 * <p>Exit codes: 0 done, 1 there is damage, something could not be read, or not everything could be
 * sent, 2 called wrongly.
 */
public final class SpoolTool {
  private static final int DONE = 0;
  private static final int NOT_DONE = 1;
  private static final int USAGE = 2;

  private static final String HELP =
      """
      spool list    --dir DIR               the spools in a directory
      spool inspect --dir DIR [--spool ID]  what waits and what was rejected, as lines of JSON
      spool verify  --dir DIR [--spool ID]  reads every record, and says what is damaged
      spool resend  --dir DIR [--spool ID] --url URL [--token-file FILE] [--ca-file FILE]
                    [--producer NAME]       posts what waits in spools whose process has ended, and
                                            rejected events again
      Exit codes: 0 done, 1 damage, or not everything was sent, 2 called wrongly.
      """;

  private final PrintStream out;
  private final PrintStream err;

  private SpoolTool(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    int exitCode = run(Arrays.asList(arguments), out, System.err);
    out.flush();
    System.exit(exitCode);
  }

  /**
   * Runs a command, whose name may follow the word {@code spool}, and returns its exit code.
   *
   * @param out takes what was asked for; it is not flushed
   * @param err takes what went wrong
   */
  public static int run(List<String> arguments, PrintStream out, PrintStream err) {
    return new SpoolTool(out, err).runGiven(arguments);
  }

  private int runGiven(List<String> given) {
    try {
      if (given.isEmpty() || given.contains("--help") || given.contains("help")) {
        out.print(HELP);
        return given.isEmpty() ? USAGE : DONE;
      }
      return run(given.get(0).equals("spool") ? given.subList(1, given.size()) : given);
    } catch (UsageException e) {
      err.println("spool: " + e.getMessage() + "\n" + HELP);
      return USAGE;
    } catch (IOException e) {
      err.println("spool: " + e);
      return NOT_DONE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return NOT_DONE;
    }
  }

  private int run(List<String> given) throws IOException, InterruptedException {
    Arguments arguments =
        Arguments.read(
            given, Set.of("--dir", "--spool", "--url", "--token-file", "--ca-file", "--producer"));
    return switch (arguments.command()) {
      case "list" -> {
        SpoolList.print(spools(arguments), out);
        yield DONE;
      }
      case "inspect" -> {
        SpoolList.inspect(spools(arguments), out);
        yield DONE;
      }
      case "verify" -> verify(spools(arguments));
      case "resend" -> Resend.of(arguments).run(spools(arguments), out) ? DONE : NOT_DONE;
      default ->
          throw new UsageException(
              "unknown command \""
                  + arguments.command()
                  + "\", known are list, inspect, resend and verify");
    };
  }

  private static List<SpoolSurvey> spools(Arguments arguments) throws IOException {
    Path directory = Path.of(arguments.require("--dir"));
    if (!Files.isDirectory(directory)) {
      throw new UsageException("--dir was " + directory + ", which is no directory");
    }
    String id = arguments.find("--spool").orElse("");
    List<SpoolSurvey> spools =
        SpoolSurvey.all(directory).stream()
            .filter(spool -> id.isEmpty() || spool.id().equals(id))
            .toList();
    if (spools.isEmpty() && !id.isEmpty()) {
      throw new UsageException("--spool was " + id + ", which is not in " + directory);
    }
    return spools;
  }

  private int verify(List<SpoolSurvey> spools) throws IOException {
    int damages = 0;
    for (SpoolSurvey spool : spools) {
      out.println(
          spool.id()
              + ": "
              + spool.waiting().size()
              + " records are whole, "
              + spool.damages().size()
              + " places are damaged, "
              + spool.quarantined()
              + " files in quarantine");
      for (String damage : spool.damages()) {
        out.println(spool.id() + ": " + damage);
      }
      damages += spool.damages().size();
    }
    return damages == 0 ? DONE : NOT_DONE;
  }
}
