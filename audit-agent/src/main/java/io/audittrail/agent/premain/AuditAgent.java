package io.audittrail.agent.premain;

import io.audittrail.agent.bootstrap.EngineLoader;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.security.CodeSource;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * What {@code -javaagent:audit-agent.jar} starts.
 *
 * <p>It does as little as possible here, in the application's own class loader: it lets the boot
 * loader see this jar, so that every class can reach the bridge, and has an isolated class loader
 * start the engine. Whatever goes wrong, the application starts.
 */
public final class AuditAgent {
  private AuditAgent() {}

  /**
   * Starts the agent; called by the JVM before the application's {@code main}.
   *
   * @param arguments what stands behind {@code audit-agent.jar=}; null if nothing does
   */
  @SuppressWarnings({"SystemOut", "CatchAndPrintStackTrace"}) // there is no log to write to
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    try {
      CodeSource source = AuditAgent.class.getProtectionDomain().getCodeSource();
      File jar = new File(source.getLocation().toURI());
      instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar, false));
      String version = AuditAgent.class.getPackage().getImplementationVersion();
      EngineLoader.start(jar, String.valueOf(version), arguments, instrumentation);
    } catch (Throwable trouble) { // an agent that fails must not keep the application from starting
      System.err.println("audit-agent: off: could not start: " + trouble);
    }
  }
}
