package io.audittrail.collector.endpoint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a query string, decoded, in their order. Immutable. */
public final class Parameters {
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  private Parameters() {}

  /**
   * Reads a query string; a parameter without {@code =} is empty.
   *
   * @param query what follows the question mark; may be empty
   * @throws Refusal with 400 if a percent sign is not followed by two hexadecimal digits
   */
  static Parameters of(String query) {
    Parameters parameters = new Parameters();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        parameters.values.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
      }
    }
    return parameters;
  }

  /** Returns all values of a parameter. */
  public List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  /**
   * Returns the value of a parameter that may come once; null if it did not come.
   *
   * @throws Refusal with 400 if it came more than once
   */
  public @Nullable String single(String name) {
    List<String> all = all(name);
    if (all.size() > 1) {
      throw new Refusal(400, name + " came " + all.size() + " times, allowed is once");
    }
    return all.isEmpty() ? null : all.get(0);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, "the query string had a % without two hexadecimal digits behind it");
    }
  }
}
