package io.audittrail.benchmarks.emit;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Logback's asynchronous appender in front of a file of JSON; it loses nothing when it is full. */
final class LogbackPeer implements Peer {
  private static final int QUEUE = 65_536;

  private final LoggerContext context = new LoggerContext();
  private final AsyncAppender async = new AsyncAppender();
  private final Logger logger;

  LogbackPeer(Path directory) {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.start();
    FileAppender<ILoggingEvent> file = new FileAppender<>();
    file.setContext(context);
    file.setFile(directory.resolve("logback.json").toString());
    file.setEncoder(encoder);
    file.setImmediateFlush(false);
    file.start();
    async.setContext(context);
    async.setQueueSize(QUEUE);
    async.setDiscardingThreshold(0);
    async.addAppender(file);
    async.start();
    logger = context.getLogger("audit");
    logger.addAppender(async);
  }

  @Override
  public void emit(int number) {
    logger
        .atInfo()
        .addKeyValue("event_type", StandardEvent.TYPE)
        .addKeyValue("actor_user_id", StandardEvent.user(number))
        .addKeyValue("actor_tenant_id", StandardEvent.TENANT)
        .addKeyValue("dataset_id", StandardEvent.dataset(number))
        .addKeyValue("project_id", StandardEvent.project(number))
        .addKeyValue("other_project_id", StandardEvent.otherProject(number))
        .log("audit");
  }

  @Override
  public void drain() {
    while (async.getNumberOfElementsInQueue() > 0) {
      LockSupport.parkNanos(100_000);
    }
  }

  @Override
  public void close() {
    context.stop();
  }
}
