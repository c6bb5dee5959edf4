package io.audittrail.agent.property;

import java.lang.reflect.Array;
import java.util.AbstractList;
import org.jspecify.annotations.Nullable;

/** Looks at a value as several. */
public final class Elements {
  private Elements() {}

  /** Returns the elements of an {@link Iterable} or an array; null if the value is neither. */
  public static @Nullable Iterable<?> of(@Nullable Object value) {
    if (value == null || value instanceof String) { // most are, and interfaces are slow to ask for
      return null;
    }
    if (value instanceof Iterable<?> iterable) {
      return iterable;
    }
    return value.getClass().isArray() ? new ArrayElements(value) : null;
  }

  private static final class ArrayElements extends AbstractList<@Nullable Object> {
    private final Object array;

    ArrayElements(Object array) {
      this.array = array;
    }

    @Override
    public @Nullable Object get(int index) {
      return Array.get(array, index);
    }

    @Override
    public int size() {
      return Array.getLength(array);
    }
  }
}
