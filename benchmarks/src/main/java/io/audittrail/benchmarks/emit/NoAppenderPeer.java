package io.audittrail.benchmarks.emit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;

/** An event that is logged through Log4j to an appender that does nothing: Log4j's own cost. */
final class NoAppenderPeer implements Peer {
  private static final String CONFIGURATION =
      """
      <Configuration shutdownHook="disable">
        <Appenders><Null name="NULL"/></Appenders>
        <Loggers><Root level="info"><AppenderRef ref="NULL"/></Root></Loggers>
      </Configuration>
      """;

  private final LoggerContext context = new LoggerContext("benchmark");
  private final Logger logger;

  NoAppenderPeer() throws IOException {
    byte[] xml = CONFIGURATION.getBytes(StandardCharsets.UTF_8);
    context.start(
        new XmlConfiguration(context, new ConfigurationSource(new ByteArrayInputStream(xml))));
    logger = context.getLogger("audit");
  }

  @Override
  public void emit(int number) {
    logger.info("{}", StandardEvent.event(number));
  }

  @Override
  public void drain() {}

  @Override
  public void close() {
    context.stop();
  }
}
