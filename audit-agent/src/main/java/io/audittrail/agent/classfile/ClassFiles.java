package io.audittrail.agent.classfile;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads class files as a class loader's resources, which loads nothing. */
public final class ClassFiles {
  private ClassFiles() {}

  /**
   * Returns the class file of the class with the given name (with slashes); null if the loader does
   * not find or read it.
   */
  public static byte @Nullable [] read(ClassLoader loader, String name) {
    try (InputStream in = loader.getResourceAsStream(name + ".class")) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException | RuntimeException | LinkageError unreadable) {
      return null;
    }
  }
}
