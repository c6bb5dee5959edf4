package io.audittrail.benchmarks.emit;

import io.audittrail.log4j.AuditCollectorAppender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;

/** An event that is logged through Log4j and goes to our appender, which spools it in files. */
final class AppenderPeer implements Peer {
  private static final String CONFIGURATION =
      """
      <Configuration shutdownHook="disable">
        <Appenders>
          <AuditCollector name="AUDIT" url="%s" spoolDirectory="%s" spoolBytes="67108864"
              fullWaitMillis="60000"/>
        </Appenders>
        <Loggers><Root level="info"><AppenderRef ref="AUDIT"/></Root></Loggers>
      </Configuration>
      """;

  private final AcknowledgingServer server = new AcknowledgingServer();
  private final LoggerContext context = new LoggerContext("benchmark");
  private final AuditCollectorAppender appender;
  private final Logger logger;

  AppenderPeer(Path directory) throws IOException {
    byte[] xml = CONFIGURATION.formatted(server.url(), directory).getBytes(StandardCharsets.UTF_8);
    context.start(
        new XmlConfiguration(context, new ConfigurationSource(new ByteArrayInputStream(xml))));
    appender = context.getConfiguration().getAppender("AUDIT");
    logger = context.getLogger("audit");
  }

  @Override
  public void hold() {
    server.hold();
  }

  @Override
  public void emit(int number) {
    logger.info("{}", StandardEvent.event(number));
  }

  @Override
  public void drain() {
    server.answer();
    var now = appender.statistics();
    while (now.acknowledged() < now.spooled()) {
      LockSupport.parkNanos(100_000);
      now = appender.statistics();
    }
    if (now.dropped() > 0) {
      throw new IllegalStateException("not everything was delivered: " + now);
    }
  }

  @Override
  public void close() {
    context.stop();
    server.close();
  }
}
