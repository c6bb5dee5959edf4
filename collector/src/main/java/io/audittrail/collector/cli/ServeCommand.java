package io.audittrail.collector.cli;

import io.audittrail.collector.Collector;
import io.audittrail.collector.CollectorSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code collector serve}: runs until a signal stops it. */
@Command(
    name = "serve",
    description = "Runs the collector until SIGTERM or Ctrl-C.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The data directory; made if it is not there.")
  private Path data = Path.of(".");

  @Option(
      names = "--port",
      required = true,
      paramLabel = "N",
      description = "The port to listen on, 0 to 65535; 0 takes any that is free.")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description = "The name or address to listen on (default: ${DEFAULT-VALUE}).")
  private String host = "";

  @Option(
      names = "--base-path",
      paramLabel = "/P",
      defaultValue = "",
      description = "The path that clients put before every path; paths without it work as well.")
  private String basePath = "";

  @ArgGroup(exclusive = false)
  private @Nullable TlsOptions tls;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description =
          "The address that clients use, base path included, for links in answers (default: the"
              + " one that each request names).")
  private @Nullable String publicUrl;

  @Option(names = "--metrics-open", description = "Answers /metrics without a token.")
  private boolean metricsOpen;

  @Option(
      names = "--min-free-bytes",
      paramLabel = "N",
      description =
          "With fewer bytes free on the disk of the data directory, events are refused with 503;"
              + " queries go on. 0 for no such bound (default: 268435456, or a tenth of the disk if"
              + " that is less).")
  private @Nullable Long minFreeBytes;

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      defaultValue = "info",
      description =
          "What is logged to standard error: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private LogLevel logLevel = LogLevel.INFO;

  @Override
  public Integer call() throws IOException, InterruptedException {
    CollectorSettings settings =
        new CollectorSettings(
            data,
            host,
            port,
            basePath,
            publicUrl,
            tls == null ? null : tls.files(),
            metricsOpen,
            minFreeBytes);
    logLevel.apply();
    Collector collector = Collector.start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(collector::close, "stop"));
    System.out.println("listening on " + collector.address());
    System.out.flush();
    new CountDownLatch(1).await();
    return 0;
  }
}
