package io.audittrail.collector.query.count;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.query.filter.QueryFilterReader;
import io.audittrail.collector.query.filter.RequestBody;
import io.audittrail.collector.query.filter.Values;
import io.audittrail.collector.store.GroupBy;
import io.audittrail.collector.wire.Quoted;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the body of a count; a key whose value is null counts as absent. */
final class CountRequestReader {
  private static final Map<String, Long> UNITS =
      Map.of(
          "s", 1L, "second", 1L, "m", 60L, "minute", 60L, "h", 3_600L, "hour", 3_600L, "d", 86_400L,
          "day", 86_400L);
  private static final Pattern BUCKET =
      Pattern.compile("second|minute|hour|day|([1-9][0-9]{0,4})([smhd])");
  private static final String ALLOWED_BUCKETS =
      "second, minute, hour, day, or a number of up to 5 digits with s, m, h or d such as 15m";

  private static final Map<String, GroupBy> GROUPS = groups();

  private final QueryFilterReader filter = new QueryFilterReader();
  private @Nullable Long bucketSeconds;
  private @Nullable GroupBy by;
  private int top = CountRequest.DEFAULT_TOP;

  private CountRequestReader() {}

  /**
   * Reads a body.
   *
   * @throws Refusal with 400 if a key or a value is not allowed
   * @throws io.audittrail.collector.wire.MalformedBodyException if the body is malformed as a whole
   */
  static CountRequest read(byte[] body) {
    CountRequestReader reader = new CountRequestReader();
    RequestBody.read(body, reader::member);
    return new CountRequest(reader.filter.filter(), reader.bucketSeconds, reader.by, reader.top);
  }

  private void member(String key, JsonParser parser) throws IOException {
    switch (key) {
      case "filter" -> filter.read(parser);
      case "bucket" -> bucketSeconds = bucket(Values.string(parser, key));
      case "by" -> by = by(Values.string(parser, key));
      case "top" -> top = top(parser);
      default -> throw RequestBody.unknownKey(key, "filter, bucket, by and top");
    }
  }

  private static long bucket(String text) {
    Matcher matcher = BUCKET.matcher(text);
    if (!matcher.matches()) {
      throw new Refusal(400, "bucket was " + Quoted.of(text) + ", allowed are " + ALLOWED_BUCKETS);
    }
    String count = matcher.group(1);
    String unit = count == null ? text : matcher.group(2);
    return (count == null ? 1 : Long.parseLong(count)) * UNITS.getOrDefault(unit, 1L);
  }

  private static GroupBy by(String text) {
    GroupBy found = GROUPS.get(text);
    if (found == null) {
      throw new Refusal(
          400, "by was " + Quoted.of(text) + ", allowed are " + String.join(", ", GROUPS.keySet()));
    }
    return found;
  }

  /** Returns how a client names a kind of groups. */
  static String name(GroupBy by) {
    return by.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, GroupBy> groups() {
    Map<String, GroupBy> groups = new LinkedHashMap<>();
    for (GroupBy by : GroupBy.values()) {
      groups.put(name(by), by);
    }
    return groups;
  }

  private static int top(JsonParser parser) throws IOException {
    String digits = parser.getText();
    boolean integer =
        parser.currentToken() == JsonToken.VALUE_NUMBER_INT && digits.matches("[1-9][0-9]{0,3}");
    if (!integer || Integer.parseInt(digits) > CountRequest.MAX_TOP) {
      throw Values.wrong(parser, "top", "an integer from 1 to " + CountRequest.MAX_TOP);
    }
    return Integer.parseInt(digits);
  }
}
