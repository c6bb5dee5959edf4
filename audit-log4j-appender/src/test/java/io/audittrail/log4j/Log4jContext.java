package io.audittrail.log4j;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;

/** A Log4j of its own with one configuration; each has an appender name that no other has. */
final class Log4jContext implements AutoCloseable {
  private final String appenderName = "audit-" + UUID.randomUUID();
  private final LoggerContext context = new LoggerContext(appenderName);

  /** Starts with the appender, given by its attributes, behind the root logger. */
  static Log4jContext withAppender(String attributes) {
    Log4jContext started = new Log4jContext();
    started.configure(attributes);
    return started;
  }

  /** Puts an appender with other attributes in place of the one before. */
  void configure(String attributes) {
    configureXml(
        """
        <Configuration shutdownHook="disable">
          <Appenders><AuditCollector name="%1$s" %2$s/></Appenders>
          <Loggers><Root level="info"><AppenderRef ref="%1$s"/></Root></Loggers>
        </Configuration>
        """
            .formatted(appenderName, attributes));
  }

  /** Puts another configuration in place of the one before; {@code NAME} is the appender's. */
  void configureXml(String xml) {
    context.start(configuration(xml.replace("NAME", appenderName)));
  }

  private Configuration configuration(String xml) {
    byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
    try {
      return new XmlConfiguration(
          context, new ConfigurationSource(new ByteArrayInputStream(bytes)));
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
  }

  String appenderName() {
    return appenderName;
  }

  AuditCollectorAppender appender() {
    return context.getConfiguration().getAppender(appenderName);
  }

  Logger logger() {
    return context.getLogger("app");
  }

  @Override
  public void close() {
    context.stop();
  }
}
