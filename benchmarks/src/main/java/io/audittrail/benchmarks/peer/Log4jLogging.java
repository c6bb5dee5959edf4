package io.audittrail.benchmarks.peer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;
import org.apache.logging.log4j.message.StringMapMessage;

/** Events that are logged through one appender of Log4j. */
final class Log4jLogging {
  private static final String CONFIGURATION =
      """
      <Configuration status="error" shutdownHook="disable">
        <Appenders>%s</Appenders>
        <Loggers><Root level="info"><AppenderRef ref="PEER"/></Root></Loggers>
      </Configuration>
      """;

  private Log4jLogging() {}

  /** Logs events, ends the appender, and returns how many events a second that were. */
  static double rate(String appender, int events) throws IOException {
    byte[] xml = CONFIGURATION.formatted(appender).getBytes(StandardCharsets.UTF_8);
    LoggerContext context = new LoggerContext("peer");
    context.start(
        new XmlConfiguration(context, new ConfigurationSource(new ByteArrayInputStream(xml))));
    Logger logger = context.getLogger("audit");
    PeerEvents values = new PeerEvents(1);
    long start = System.nanoTime();
    for (int i = 0; i < events; i++) {
      String[] columns = values.next();
      StringMapMessage message = new StringMapMessage(columns.length);
      for (int j = 0; j < columns.length; j++) {
        message.put(PeerEvents.COLUMNS.get(j), columns[j]);
      }
      logger.info(message);
    }
    context.stop();
    return events / ((System.nanoTime() - start) / 1e9);
  }
}
