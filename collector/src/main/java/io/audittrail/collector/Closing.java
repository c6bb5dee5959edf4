package io.audittrail.collector;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes parts in the opposite of the order in which they were started, whatever each throws. */
final class Closing {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception | LinkageError e) {
        LOG.warn("did not close cleanly", e);
      }
    }
  }
}
