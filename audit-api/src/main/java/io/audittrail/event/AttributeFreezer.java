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
  /**
   * Far more than an event may have: whether an event is too large is found when it is encoded and
   * its loss can be counted. This only brings everything to an end.
   */
  private static final int MAX_BYTES = 4 * WireLimits.MAX_EVENT_BYTES;

  private final String key;

  /** How many bytes are left; each value takes as many as its JSON has at the very least. */
  private long budgetBytes = MAX_BYTES;

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
      return number(number, number);
    } else if (value instanceof BigDecimal number) {
      return number(number, number.unscaledValue());
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

  /** A number that is too long for other readers is given as text. */
  private Object number(Number number, BigInteger digits) {
    requireBudget(digits.bitLength() / 4); // there are more digits than that
    String text = number.toString();
    spend(text.length());
    return text.length() <= WireLimits.MAX_NUMBER_LENGTH ? number : text;
  }

  private List<@Nullable Object> list(Object value, int depth) {
    Object[] elements = elements(value);
    List<@Nullable Object> copy = new ArrayList<>(elements.length);
    spend(1);
    for (Object element : elements) {
      spend(1);
      copy.add(freeze(element, depth));
    }
    return Collections.unmodifiableList(copy);
  }

  private Object[] elements(Object value) {
    if (value instanceof Object[] array) {
      return array;
    } else if (value instanceof Collection<?> list) {
      requireBudget(list.size());
      return list.toArray();
    }
    int length = Array.getLength(value);
    requireBudget(length);
    Object[] elements = new Object[length];
    for (int i = 0; i < length; i++) {
      elements[i] = Array.get(value, i);
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
              + "\" had more than "
              + MAX_BYTES
              + " bytes of JSON; an event may have "
              + WireLimits.MAX_EVENT_BYTES);
    }
  }
}
