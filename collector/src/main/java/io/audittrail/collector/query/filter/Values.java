package io.audittrail.collector.query.filter;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.wire.Quoted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Reads values of a query's body; what is wrong is refused by its key, value and what is allowed.
 */
public final class Values {
  private static final int MAX_VALUES = 1_000;
  private static final int MAX_SHOWN = 40;

  private Values() {}

  public static String string(JsonParser parser, String field) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw wrong(parser, field, "a string");
    }
    return parser.getText();
  }

  /**
   * Reads a string of whole Unicode characters.
   *
   * @param most the most UTF-16 units that it may have; it has at least one
   */
  static String text(JsonParser parser, String field, int most) throws IOException {
    String allowed = "a string of 1 to " + most + " characters";
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw wrong(parser, field, allowed);
    }
    String text = parser.getText();
    if (text.isEmpty() || text.length() > most || !isWhole(text)) {
      throw wrong(parser, field, allowed);
    }
    return text;
  }

  /** Returns whether a text holds no half of a surrogate pair. */
  static boolean isWhole(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /**
   * Reads a list of strings, in order and each once.
   *
   * @param allowed what each must be, in words
   */
  static SortedSet<String> strings(
      JsonParser parser, String field, Predicate<String> rule, String allowed) throws IOException {
    String list = "an array of 1 to " + MAX_VALUES + " values, each " + allowed;
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw wrong(parser, field, list);
    }
    SortedSet<String> values = new TreeSet<>();
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String element = field + "[" + count + "]";
      if (parser.currentToken() != JsonToken.VALUE_STRING || !rule.test(parser.getText())) {
        throw wrong(parser, element, allowed);
      }
      values.add(parser.getText());
      count++;
    }
    if (count == 0 || count > MAX_VALUES) {
      throw new Refusal(400, field + " had " + count + " values, allowed is " + list);
    }
    return values;
  }

  static void requireObject(JsonParser parser, String field) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw wrong(parser, field, "an object");
    }
  }

  /** Returns the refusal of the value at which the parser is. */
  public static Refusal wrong(JsonParser parser, String field, String allowed) throws IOException {
    String value =
        switch (parser.currentToken()) {
          case START_OBJECT -> "an object";
          case START_ARRAY -> "an array";
          case VALUE_STRING -> Quoted.of(parser.getText());
          default -> parser.getText();
        };
    String shown = value.length() <= 2 * MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "…";
    return new Refusal(400, field + " was " + shown + ", allowed is " + allowed);
  }
}
