package io.audittrail.event;

import io.audittrail.wire.WireLimits;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies what an application gives as an attribute into values that nobody can change later.
 *
 * <p>Depth and size have bounds, so that structures that contain themselves come to an end.
 */
final class AttributeFreezer {
  /** More bits have more than a thousand digits; asking for the text of far more takes seconds. */
  private static final int MAX_NUMBER_BITS = 4 * WireLimits.MAX_NUMBER_LENGTH;

  private final String key;

  /** How many bytes are left; each value takes as many as its JSON has at the very least. */
  private long budgetBytes = WireLimits.MAX_EVENT_BYTES;

  private AttributeFreezer(String key) {
    this.key = key;
  }

  /**
   * Returns a value that equals the given one, or its text, and that nobody can change.
   *
   * @throws IllegalArgumentException if the key or the value is over a limit
   */
  static @Nullable Object freeze(String key, @Nullable Object value) {
    requireKey(key);
    return new AttributeFreezer(key).freeze(value, 0);
  }

  private static void requireKey(String key) {
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
  }

  private @Nullable Object freeze(@Nullable Object value, int depth) {
    if (value == null
        || value instanceof Boolean
        || value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte) {
      spend(1);
      return value;
    } else if (value instanceof BigInteger number) {
      return shortEnough(number, number);
    } else if (value instanceof BigDecimal number) {
      return shortEnough(number, number.unscaledValue());
    } else if ((value instanceof Double || value instanceof Float)
        && Double.isFinite(((Number) value).doubleValue())) {
      spend(1);
      return value;
    } else if (value instanceof Collection<?> || value.getClass().isArray()) {
      return list(value, requireDepth(depth + 1));
    } else if (value instanceof Map<?, ?> map) {
      return map(map, requireDepth(depth + 1));
    }
    String text = text(value);
    spend(text.length() + 2L);
    return text;
  }

  private static String text(@Nullable Object value) {
    return value instanceof Enum<?> constant ? constant.name() : String.valueOf(value);
  }

  private Number shortEnough(Number number, BigInteger digits) {
    int length =
        digits.bitLength() > MAX_NUMBER_BITS ? Integer.MAX_VALUE : number.toString().length();
    if (length > WireLimits.MAX_NUMBER_LENGTH) {
      throw new IllegalArgumentException(
          "attribute \""
              + key
              + "\" held a number with more characters than are allowed, which are "
              + WireLimits.MAX_NUMBER_LENGTH);
    }
    spend(length);
    return number;
  }

  private List<@Nullable Object> list(Object value, int depth) {
    Object[] elements = value instanceof Collection<?> list ? list.toArray() : boxed(value);
    List<@Nullable Object> copy = new ArrayList<>(elements.length);
    spend(1);
    for (Object element : elements) {
      spend(1);
      copy.add(freeze(element, depth));
    }
    return Collections.unmodifiableList(copy);
  }

  private Object[] boxed(Object array) {
    if (array instanceof Object[] elements) {
      return elements;
    }
    int length = Array.getLength(array);
    requireBudget(length);
    Object[] elements = new Object[length];
    for (int i = 0; i < length; i++) {
      elements[i] = Array.get(array, i);
    }
    return elements;
  }

  private Map<String, @Nullable Object> map(Map<?, ?> map, int depth) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    spend(1);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = text(entry.getKey());
      if (name.length() > WireLimits.MAX_KEY_LENGTH) {
        throw new IllegalArgumentException(
            "attribute \""
                + key
                + "\" held a key of "
                + name.length()
                + " characters, allowed are at most "
                + WireLimits.MAX_KEY_LENGTH);
      }
      spend(name.length() + 4L);
      copy.put(name, freeze(entry.getValue(), depth));
    }
    return Collections.unmodifiableMap(copy);
  }

  private int requireDepth(int depth) {
    if (depth > WireLimits.MAX_ATTRIBUTE_DEPTH) {
      throw new IllegalArgumentException(
          "attribute \""
              + key
              + "\" was nested deeper than "
              + WireLimits.MAX_ATTRIBUTE_DEPTH
              + " levels, or contains itself");
    }
    return depth;
  }

  private void spend(long bytes) {
    requireBudget(bytes);
    budgetBytes -= bytes;
  }

  private void requireBudget(long bytes) {
    if (bytes > budgetBytes) {
      throw new IllegalArgumentException(
          "attribute \""
              + key
              + "\" had more bytes of JSON than an event may have, which are "
              + WireLimits.MAX_EVENT_BYTES);
    }
  }
}
