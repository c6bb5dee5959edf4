package io.audittrail.agent.draft;

import io.audittrail.agent.property.Elements;
import io.audittrail.wire.WireLimits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns a value of the application into one that an attribute can have: strings, numbers, booleans,
 * lists and maps stay what they are, all else is given by its {@code toString}. What does not fit
 * into the event is cut.
 */
final class AttributeValue {
  /** The most characters of a string. */
  private static final int MAX_LENGTH = 8_192;

  /** More than any number but the longest takes. */
  private static final int NUMBER_BYTES = 24;

  private final Draft draft;

  AttributeValue(Draft draft) {
    this.draft = draft;
  }

  /** Returns the value that the attribute has; null for null, and where there is no room. */
  @Nullable Object freeze(@Nullable Object value, int depth) {
    return value instanceof String text ? text(text) : other(value, depth);
  }

  private @Nullable Object other(@Nullable Object value, int depth) {
    if (value == null || value instanceof Boolean || isSmallNumber(value)) {
      return draft.room().take(NUMBER_BYTES) ? value : leaveOut();
    }
    if (value instanceof BigInteger || value instanceof BigDecimal) {
      return draft.room().take(value.toString()) ? value : leaveOut();
    }
    if (value instanceof Optional<?> optional) {
      return freeze(optional.orElse(null), depth);
    }
    if (value instanceof Map<?, ?> map) {
      return depth < WireLimits.MAX_ATTRIBUTE_DEPTH ? map(map, depth + 1) : leaveOut();
    }
    Iterable<?> elements = Elements.of(value);
    if (elements != null) {
      return depth < WireLimits.MAX_ATTRIBUTE_DEPTH ? list(elements, depth + 1) : leaveOut();
    }
    return text(value.toString());
  }

  private @Nullable Object text(String whole) {
    String text = draft.cut(whole, MAX_LENGTH);
    return draft.room().take(text) ? text : leaveOut();
  }

  private static boolean isSmallNumber(Object value) {
    return value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte
        || (value instanceof Double number && Double.isFinite(number))
        || (value instanceof Float real && Float.isFinite(real));
  }

  private @Nullable Object leaveOut() {
    draft.truncated();
    return null;
  }

  private List<@Nullable Object> list(Iterable<?> elements, int depth) {
    List<@Nullable Object> copy = new ArrayList<>();
    for (Object element : elements) {
      if (!draft.room().take(1)) {
        draft.truncated();
        break;
      }
      Object frozen = freeze(element, depth);
      if (frozen != null || element == null) {
        copy.add(frozen);
      }
    }
    return copy;
  }

  private Map<String, @Nullable Object> map(Map<?, ?> map, int depth) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = draft.cut(String.valueOf(entry.getKey()), WireLimits.MAX_KEY_LENGTH);
      if (!draft.room().take(key)) {
        draft.truncated();
        break;
      }
      copy.put(key, freeze(entry.getValue(), depth));
    }
    return copy;
  }
}
