package io.audittrail.agent.property;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A path of properties with dots between them, such as {@code dataset.id}; an empty one is the
 * value itself. An {@link Optional} on the way, or at the end, stands for what is in it.
 */
public final class PropertyPath {
  private final List<String> names;
  private final PropertyReader properties;

  /**
   * Makes a path.
   *
   * @param path names with dots between them; may be empty
   * @throws IllegalArgumentException if a name is empty
   */
  public PropertyPath(String path, PropertyReader properties) {
    this.names = path.isEmpty() ? List.of() : List.of(path.split("\\.", -1));
    this.properties = properties;
    if (names.contains("")) {
      throw new IllegalArgumentException(
          "path was \"" + path + "\", allowed are names with single dots between them");
    }
  }

  /** Returns whether the path is the value itself. */
  public boolean isEmpty() {
    return names.isEmpty();
  }

  /**
   * Returns the value at the end of the path; null if there is a null on the way.
   *
   * @throws IllegalArgumentException if an object on the way has no such property
   * @throws IllegalStateException if the application's code that reads one failed
   */
  public @Nullable Object read(@Nullable Object root) {
    Object value = unwrap(root);
    for (String name : names) {
      if (value == null) {
        return null;
      }
      value = unwrap(properties.read(value, name));
    }
    return value;
  }

  private static @Nullable Object unwrap(@Nullable Object value) {
    return value instanceof Optional<?> optional ? optional.orElse(null) : value;
  }
}
