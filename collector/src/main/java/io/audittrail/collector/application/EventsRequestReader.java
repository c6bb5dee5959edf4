package io.audittrail.collector.application;

import io.audittrail.collector.endpoint.Parameters;
import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.wire.Quoted;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a request for events; unknown ones are ignored. */
final class EventsRequestReader {
  private static final Pattern INTEGER = Pattern.compile("0*[1-9]\\d*");
  private static final int CERTAIN_DIGITS = 9;

  private EventsRequestReader() {}

  /**
   * Reads parameters.
   *
   * @throws Refusal with 400 if a value is not allowed, or came more than once where it may not
   */
  static EventsRequest read(Parameters parameters) {
    return new EventsRequest(
        time(parameters, "start"),
        time(parameters, "end"),
        EventTypeNames.of(parameters.all("event_types")),
        reverse(parameters.single("reverse")),
        limit(parameters.single("limit")),
        parameters.single("cursor"));
  }

  private static @Nullable Long time(Parameters parameters, String name) {
    String text = parameters.single(name);
    return text == null ? null : UnixSeconds.micros(name, text);
  }

  private static @Nullable Boolean reverse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return text.equalsIgnoreCase("true");
    }
    throw new Refusal(400, "reverse was " + Quoted.of(text) + ", allowed are true and false");
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return EventsRequest.MAX_LIMIT;
    }
    if (!INTEGER.matcher(text).matches()) {
      throw new Refusal(
          400, "limit was " + Quoted.of(text) + ", allowed is an integer of at least 1");
    }
    String digits = text.replaceFirst("^0+", "");
    return digits.length() > CERTAIN_DIGITS
        ? EventsRequest.MAX_LIMIT
        : Math.min(EventsRequest.MAX_LIMIT, Integer.parseInt(digits));
  }
}
