package io.audittrail.event;

import io.audittrail.wire.WireLimits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks and freezes what an application gives as attributes, so that nobody can change it later.
 */
final class Attributes {
  private Attributes() {}

  static String requireKey(String key) {
    if (key.isEmpty() || key.length() > WireLimits.MAX_KEY_LENGTH) {
      throw new IllegalArgumentException(
          "attribute's key had "
              + key.length()
              + " characters, allowed are 1 to "
              + WireLimits.MAX_KEY_LENGTH);
    }
    if (AuditEvent.isReservedKey(key)) {
      throw new IllegalArgumentException(
          "attribute was \"" + key + "\", a key that every event has a meaning for");
    }
    return key;
  }

  static @Nullable Object freeze(String key, @Nullable Object value) {
    return freeze(key, value, 0);
  }

  private static @Nullable Object freeze(String key, @Nullable Object value, int depth) {
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte
        || value instanceof BigInteger
        || value instanceof BigDecimal) {
      return value;
    }
    if (value instanceof Double || value instanceof Float) {
      return requireFinite(key, (Number) value);
    }
    if (depth >= WireLimits.MAX_ATTRIBUTE_DEPTH) {
      throw new IllegalArgumentException(
          "attribute \""
              + key
              + "\" was nested deeper than "
              + WireLimits.MAX_ATTRIBUTE_DEPTH
              + " levels");
    }
    if (value instanceof Iterable<?> list) {
      return freezeList(key, list, depth + 1);
    }
    if (value instanceof Map<?, ?> map) {
      return freezeMap(key, map, depth + 1);
    }
    throw new IllegalArgumentException(
        "attribute \""
            + key
            + "\" was a "
            + value.getClass().getName()
            + ", allowed are strings, numbers, booleans, lists and maps of them");
  }

  private static Number requireFinite(String key, Number value) {
    if (!Double.isFinite(value.doubleValue())) {
      throw new IllegalArgumentException(
          "attribute \"" + key + "\" was " + value + ", which JSON cannot express");
    }
    return value;
  }

  private static List<@Nullable Object> freezeList(String key, Iterable<?> list, int depth) {
    List<@Nullable Object> copy = new ArrayList<>();
    for (Object element : list) {
      copy.add(freeze(key, element, depth));
    }
    return Collections.unmodifiableList(copy);
  }

  private static Map<String, @Nullable Object> freezeMap(String key, Map<?, ?> map, int depth) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String name)) {
        throw new IllegalArgumentException(
            "attribute \"" + key + "\" held a map with a key that is no string: " + entry.getKey());
      }
      copy.put(name, freeze(key, entry.getValue(), depth));
    }
    return Collections.unmodifiableMap(copy);
  }
}
