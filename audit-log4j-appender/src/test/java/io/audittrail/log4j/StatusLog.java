package io.audittrail.log4j;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.status.StatusData;
import org.apache.logging.log4j.status.StatusListener;
import org.apache.logging.log4j.status.StatusLogger;

/** Hears what Log4j's status logger says until it is stopped. */
final class StatusLog implements StatusListener {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  StatusLog() {
    StatusLogger.getLogger().registerListener(this);
  }

  /** Returns each line, its level first. */
  List<String> lines() {
    return lines;
  }

  @Override
  public void log(StatusData data) {
    Throwable cause = data.getThrowable();
    lines.add(
        data.getLevel()
            + " "
            + data.getMessage().getFormattedMessage()
            + (cause == null ? "" : " | " + cause.getMessage()));
  }

  @Override
  public Level getStatusLevel() {
    return Level.WARN;
  }

  /** Ends the hearing. */
  void stop() {
    StatusLogger.getLogger().removeListener(this);
  }

  /** Called by the status logger once it has removed this. */
  @Override
  public void close() {}
}
