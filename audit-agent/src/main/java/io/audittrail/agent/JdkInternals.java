package io.audittrail.agent;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/** Reaches what the JDK keeps to itself, where there is no other way. */
final class JdkInternals {
  private JdkInternals() {}

  /**
   * Returns a class of {@code java.base} whose package is exported to the agent from now on.
   *
   * @throws ClassNotFoundException if this JDK has no such class
   */
  static Class<?> open(Instrumentation instrumentation, String className)
      throws ClassNotFoundException {
    String packageName = className.substring(0, className.lastIndexOf('.'));
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(packageName, Set.of(JdkInternals.class.getModule())),
        Map.of(),
        Set.of(),
        Map.of());
    return Class.forName(className, true, null);
  }
}
