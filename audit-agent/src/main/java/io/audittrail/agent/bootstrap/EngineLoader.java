package io.audittrail.agent.bootstrap;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * The isolated class loader of the engine: classes that stand in the agent's jar under {@code
 * inst/}, where no other loader finds them, and above them nothing but the JDK.
 */
public final class EngineLoader extends ClassLoader {
  private static final String ENGINE = "io.audittrail.agent.AgentEngine";
  private static final String SPOOL_TOOL = "io.audittrail.delivery.tool.SpoolTool";
  private static final String PLACE = "inst/";

  static {
    registerAsParallelCapable();
  }

  private final JarFile jar;
  private final ProtectionDomain domain;

  private EngineLoader(File file) throws IOException {
    super("audit-agent", ClassLoader.getPlatformClassLoader());
    this.jar = new JarFile(file, false);
    this.domain =
        new ProtectionDomain(
            new CodeSource(file.toURI().toURL(), (Certificate[]) null), null, this, null);
  }

  /**
   * Starts the engine.
   *
   * @param jar the agent's jar
   * @param version the agent's version
   * @param arguments what stands behind {@code audit-agent.jar=}; null if nothing does
   * @throws IOException if the jar cannot be read
   * @throws ReflectiveOperationException if there is no engine in the jar, or it fails
   */
  public static void start(
      File jar, String version, @Nullable String arguments, Instrumentation instrumentation)
      throws IOException, ReflectiveOperationException {
    Class.forName(ENGINE, true, new EngineLoader(jar))
        .getMethod("start", String.class, String.class, Instrumentation.class)
        .invoke(null, version, arguments, instrumentation);
  }

  /**
   * Runs the tool for spools, which is in the same place.
   *
   * @param jar the agent's jar
   * @throws IOException if the jar cannot be read
   * @throws ReflectiveOperationException if there is no tool in the jar, or it fails
   */
  public static void runSpoolTool(File jar, String[] arguments)
      throws IOException, ReflectiveOperationException {
    Class.forName(SPOOL_TOOL, true, new EngineLoader(jar))
        .getMethod("main", String[].class)
        .invoke(null, (Object) arguments);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = read(name.replace('.', '/').concat(".class"));
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length, domain);
  }

  /** Byte Buddy reads the advice's own class file through this. */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    byte[] bytes = read(name);
    return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
  }

  private byte @Nullable [] read(String name) {
    ZipEntry entry = jar.getEntry(PLACE.concat(name));
    if (entry == null) {
      return null;
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(name + " cannot be read from " + jar.getName(), e);
    }
  }
}
