package io.audittrail.collector.client;

import io.audittrail.collector.client.body.JsonBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Every event as it is committed, without an end: what is lost with a connection is asked for
 * again. For use by one thread.
 */
public final class EventStream {
  /** A collector sends something every 10 seconds. */
  private static final long SILENCE_MILLIS = 30_000;

  private static final int MAX_LINE_BYTES = 64 * 1024 * 1024;
  private static final Pattern SEQUENCE = Pattern.compile("[0-9]{1,18}");

  private final CollectorClient client;
  private final Notes notes;
  private @Nullable Long after;
  private boolean connected;

  /** Takes events. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes one.
     *
     * @param json an object with the event's sequence number and an ingest body of this one event
     * @return whether to go on
     */
    boolean take(byte[] json) throws IOException;
  }

  /**
   * Makes a stream.
   *
   * @param after the sequence number after which it begins; null for what comes from now on
   */
  public EventStream(CollectorClient client, Notes notes, @Nullable Long after) {
    this.client = client;
    this.notes = notes;
    this.after = after;
  }

  /**
   * Hands over events until the sink has enough.
   *
   * @throws CallFailedException if the collector refuses, or cannot be reached the first time
   */
  public void run(Sink sink) throws IOException {
    int failures = 0;
    while (true) {
      Long before = after;
      CallFailedException failure;
      try {
        if (!read(sink)) {
          return;
        }
        failure = CallFailedException.unconnected("the collector ended the stream");
      } catch (LostException e) {
        failure = CallFailedException.unconnected("the connection was lost: " + e.getMessage());
      } catch (CallFailedException e) {
        failure = e;
        if (!e.isWorthRepeating() || !connected) {
          throw e;
        }
      }
      failures = after == null || after.equals(before) ? failures + 1 : 1;
      client.patience().pause(failure, failures);
    }
  }

  private boolean read(Sink sink) throws IOException {
    boolean resumed = connected;
    String path = "/api/v1/audit_events/follow" + (after == null ? "" : "?after=" + after);
    try (InputStream in = client.events(path, SILENCE_MILLIS)) {
      if (resumed) {
        notes.note(
            after == null
                ? "connected again; what was stored in between is not shown"
                : "connected again, going on after " + after);
      }
      connected = true;
      return messages(new Lines(in, MAX_LINE_BYTES), sink);
    }
  }

  /** Reads the stream's lines (the HTML standard, 9.2.6), as far as a collector sends them. */
  private boolean messages(Lines lines, Sink sink) throws IOException {
    Long id = null;
    byte[] data = null;
    while (true) {
      byte[] line = next(lines);
      if (line == null) {
        return true;
      }
      String begin = JsonBytes.text(line.length <= 64 ? line : Arrays.copyOf(line, 64));
      if (begin.startsWith("id: ") && SEQUENCE.matcher(begin.substring(4)).matches()) {
        id = Long.valueOf(begin.substring(4));
      } else if (begin.startsWith("data: ")) {
        data = Arrays.copyOfRange(line, 6, line.length);
      } else if (line.length == 0) {
        if (data != null && !sink.take(data)) {
          return false;
        }
        after = id == null ? after : id;
        data = null;
      }
    }
  }

  private static byte @Nullable [] next(Lines lines) throws LostException {
    try {
      return lines.next();
    } catch (IOException e) {
      throw new LostException(String.valueOf(e.getMessage()));
    }
  }

  /** Tells a lost connection from what the sink cannot do. */
  private static final class LostException extends IOException {
    private static final long serialVersionUID = 1L;

    LostException(String message) {
      super(message);
    }
  }
}
