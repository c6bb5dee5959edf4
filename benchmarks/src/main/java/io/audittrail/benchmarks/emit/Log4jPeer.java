package io.audittrail.benchmarks.emit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.async.AsyncLoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;
import org.apache.logging.log4j.message.StringMapMessage;

/**
 * Log4j 2 with its random-access file and its JSON template layout, through an asynchronous logger
 * (its ring buffer in front of the file) or not.
 */
final class Log4jPeer implements Peer {
  private static final String CONFIGURATION =
      """
      <Configuration shutdownHook="disable">
        <Appenders>
          <RandomAccessFile name="FILE" fileName="%s" append="false" immediateFlush="%s">
            <JsonTemplateLayout eventTemplate='{"time":{"$resolver":"timestamp"},\
      "event":{"$resolver":"message"}}'/>
          </RandomAccessFile>
        </Appenders>
        <Loggers><Root level="info"><AppenderRef ref="FILE"/></Root></Loggers>
      </Configuration>
      """;

  private final LoggerContext context;
  private final Logger logger;

  private Log4jPeer(LoggerContext context, Path file, boolean immediateFlush) throws IOException {
    byte[] xml = CONFIGURATION.formatted(file, immediateFlush).getBytes(StandardCharsets.UTF_8);
    this.context = context;
    context.start(
        new XmlConfiguration(context, new ConfigurationSource(new ByteArrayInputStream(xml))));
    this.logger = context.getLogger("audit");
  }

  static Log4jPeer async(Path directory) throws IOException {
    return new Log4jPeer(
        new AsyncLoggerContext("benchmark"), directory.resolve("async.json"), false);
  }

  static Log4jPeer sync(Path directory) throws IOException {
    return new Log4jPeer(new LoggerContext("benchmark"), directory.resolve("sync.json"), true);
  }

  @Override
  public void emit(int number) {
    logger.info(message(number));
  }

  static StringMapMessage message(int number) {
    return new StringMapMessage(6)
        .with("event_type", StandardEvent.TYPE)
        .with("actor_user_id", StandardEvent.user(number))
        .with("actor_tenant_id", StandardEvent.TENANT)
        .with("dataset_id", StandardEvent.dataset(number))
        .with("project_id", StandardEvent.project(number))
        .with("other_project_id", StandardEvent.otherProject(number));
  }

  @Override
  public void drain() {
    if (context instanceof AsyncLoggerContext async) {
      var ring = async.createRingBufferAdmin();
      while (ring.getRemainingCapacity() < ring.getBufferSize()) {
        LockSupport.parkNanos(100_000);
      }
    }
  }

  @Override
  public void close() {
    context.stop();
  }
}
