package io.audittrail.collector.query.follow;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How events reach someone who follows. */
enum FollowForm {
  /** One JSON object a line; an empty line says that the connection lives. */
  JSON_LINES("application/x-ndjson") {
    @Override
    String heartbeat(long sequence) {
      return "\n";
    }

    @Override
    String event(long sequence, String json) {
      return json + "\n";
    }
  },
  /** Server-sent events, whose id is the sequence number. */
  EVENT_STREAM("text/event-stream") {
    @Override
    String heartbeat(long sequence) {
      // Without data it is no event, yet a client that resumes need not begin before it.
      return ":\nid: " + sequence + "\n\n";
    }

    @Override
    String event(long sequence, String json) {
      return "id: " + sequence + "\ndata: " + json + "\n\n";
    }
  };

  private final String contentType;

  FollowForm(String contentType) {
    this.contentType = contentType;
  }

  /** Returns the form that a client asks for by its header {@code Accept}. */
  static FollowForm of(@Nullable String accept) {
    return accept != null && accept.contains(EVENT_STREAM.contentType) ? EVENT_STREAM : JSON_LINES;
  }

  String contentType() {
    return contentType;
  }

  /** Returns what is sent while nothing happens. */
  abstract String heartbeat(long sequence);

  /** Returns an event, whose JSON has no line breaks. */
  abstract String event(long sequence, String json);

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
