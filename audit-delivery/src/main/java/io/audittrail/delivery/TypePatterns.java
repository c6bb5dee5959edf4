package io.audittrail.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Some event types, named one by one or by patterns in which {@code *} stands for any characters;
 * between them are commas, colons, semicolons or white space. Immutable.
 */
final class TypePatterns {
  private static final String ALLOWED = "[A-Za-z0-9_.*-]{1,64}";
  private static final TypePatterns NONE = new TypePatterns(List.of());

  private final List<Pattern> patterns;

  private TypePatterns(List<Pattern> patterns) {
    this.patterns = List.copyOf(patterns);
  }

  /** Checks the value of an option that is set. */
  static void check(DeliveryOption option, String value) {
    if (of(option, value).isEmpty()) {
      throw OptionValues.wrong(option, OptionValues.quoted(value), "one event type or more");
    }
  }

  /**
   * Reads the value of an option; an empty one names no type.
   *
   * @throws IllegalArgumentException if a pattern has a character that no type has
   */
  static TypePatterns of(DeliveryOption option, String value) {
    if (value.isEmpty()) {
      return NONE;
    }
    List<Pattern> patterns = new ArrayList<>();
    for (String pattern : value.split("[,;:\\s]+", -1)) {
      if (pattern.isEmpty()) {
        continue;
      }
      if (!pattern.matches(ALLOWED)) {
        throw OptionValues.wrong(
            option,
            OptionValues.quoted(pattern),
            "[A-Za-z0-9_.-]{1,64}, with * for any characters");
      }
      patterns.add(Pattern.compile(("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q")));
    }
    return new TypePatterns(patterns);
  }

  boolean isEmpty() {
    return patterns.isEmpty();
  }

  /** Returns whether a type is one of them. */
  boolean matches(String type) {
    for (Pattern pattern : patterns) {
      if (pattern.matcher(type).matches()) {
        return true;
      }
    }
    return false;
  }
}
