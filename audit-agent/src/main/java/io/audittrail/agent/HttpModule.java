package io.audittrail.agent;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;

/**
 * Makes sure that the JDK's HTTP client is there, which delivery needs.
 *
 * <p>An application that is started as a named module has only the modules that it asks for.
 */
final class HttpModule {
  private static final String NAME = "java.net.http";

  private HttpModule() {}

  /**
   * Loads the module if the application did not.
   *
   * @throws IllegalStateException if it cannot be loaded
   */
  static void require(Instrumentation instrumentation) {
    if (ModuleLayer.boot().findModule(NAME).isPresent()) {
      return;
    }
    try {
      JdkInternals.open(instrumentation, "jdk.internal.module.Modules")
          .getMethod("loadModule", String.class)
          .invoke(null, NAME);
    } catch (InvocationTargetException e) {
      throw missing(e.getCause() == null ? e : e.getCause());
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      throw missing(e);
    }
  }

  private static IllegalStateException missing(Throwable cause) {
    return new IllegalStateException(
        "module "
            + NAME
            + " is not there, start java with --add-modules "
            + NAME
            + " ("
            + cause
            + ")",
        cause);
  }
}
