package io.audittrail.agent.weaving;

import io.audittrail.agent.bootstrap.EngineLoader;

/**
 * The classes that are never looked at: the JDK's, the agent's own, and proxies that frameworks
 * generate in front of an application's class, which would make two events of one call.
 */
final class SkippedClasses {
  private static final String[] PREFIXES = {
    "java/", "javax/", "jdk/", "sun/", "com/sun/", "io/audittrail/agent/"
  };

  /** Each is only ever in the names of generated classes; Scala uses other names with two $. */
  private static final String[] GENERATED = {
    "$$EnhancerBy", // CGLIB, Spring, Guice
    "$$FastClass",
    "$$KeyFactoryBy",
    "$$SpringCGLIB",
    "$HibernateProxy$",
    "$ByteBuddy$",
    "$MockitoMock$",
    "$Proxy$_$$_Weld",
    "_$$_javassist",
    "_$$_jvst",
    "$$Lambda"
  };

  private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

  private SkippedClasses() {}

  /** Returns whether the class with the given name (with slashes) is not looked at. */
  static boolean skips(ClassLoader loader, String name) {
    if (loader == PLATFORM || loader instanceof EngineLoader) {
      return true;
    }
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return name.indexOf('$') >= 0 && isGenerated(name);
  }

  private static boolean isGenerated(String name) {
    for (String part : GENERATED) {
      if (name.contains(part)) {
        return true;
      }
    }
    return isJdkProxy(name);
  }

  /** A proxy of the JDK is called {@code $Proxy12}, in any package. */
  private static boolean isJdkProxy(String name) {
    int at = name.lastIndexOf('/') + 1;
    int digit = at + "$Proxy".length();
    return name.startsWith("$Proxy", at)
        && digit < name.length()
        && Character.isDigit(name.charAt(digit));
  }
}
