package io.audittrail.agent.property;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/**
 * Opens packages of an application's named modules to the agent, which reads properties of their
 * objects.
 */
public final class ModuleDoors {
  private final Instrumentation instrumentation;

  /** Makes doors that the given instrumentation opens. */
  public ModuleDoors(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** Returns whether members of the class can be made accessible; the JDK's classes stay closed. */
  boolean open(Class<?> type) {
    Module module = type.getModule();
    Module own = getClass().getModule();
    String packageName = type.getPackageName();
    if (module.isOpen(packageName, own)) {
      return true;
    }
    if (isOfJdk(module) || !instrumentation.isModifiableModule(module)) {
      return false;
    }
    instrumentation.redefineModule(
        module, Set.of(), Map.of(), Map.of(packageName, Set.of(own)), Set.of(), Map.of());
    return true;
  }

  private static boolean isOfJdk(Module module) {
    String name = module.getName();
    return name != null && (name.startsWith("java.") || name.startsWith("jdk."));
  }
}
