package io.audittrail.agent.property;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * How the objects of one class are asked for one property.
 *
 * @param getter takes the object, returns the value, both as {@link Object}; null if there is no
 *     such property
 */
record Property(@Nullable MethodHandle getter) {
  /** Stands for a property that the objects of a class do not have. */
  static final Property ABSENT = new Property(null);

  /**
   * Returns the value.
   *
   * @throws IllegalStateException if the application's code failed
   */
  @Nullable Object read(Object target, String name) {
    if (getter == null) {
      return null;
    }
    try {
      return (Object) getter.invokeExact(target);
    } catch (VirtualMachineError exhausted) {
      throw exhausted;
    } catch (Throwable trouble) {
      throw new IllegalStateException(
          "property " + name + " of " + target.getClass().getName() + " failed", trouble);
    }
  }
}
