package io.audittrail.agent.property;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a property of an object: a method of that name, a getter, a public field, or a key of a
 * map.
 *
 * <p>How a class has a property is found once, and kept with that class, so that it can be
 * unloaded.
 */
public final class PropertyReader {
  private final PropertyFinder finder;
  private final ClassValue<ConcurrentMap<String, Property>> found =
      new ClassValue<>() {
        @Override
        protected ConcurrentMap<String, Property> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  /** Makes a reader that has named modules opened by the given doors. */
  public PropertyReader(ModuleDoors doors) {
    this.finder = new PropertyFinder(doors);
  }

  /**
   * Returns the property's value; null if it is null.
   *
   * @throws IllegalArgumentException if the object has no such property
   * @throws IllegalStateException if the application's code that reads it failed
   */
  public @Nullable Object read(Object target, String name) {
    ConcurrentMap<String, Property> properties = found.get(target.getClass());
    Property property = properties.get(name);
    if (property == null) {
      property = finder.find(target.getClass(), name);
      properties.put(name, property);
    }
    if (property != Property.ABSENT) {
      return property.read(target, name);
    }
    if (target instanceof Map<?, ?> map) {
      return map.get(name);
    }
    throw new IllegalArgumentException(target.getClass().getName() + " has no property " + name);
  }
}
