package io.audittrail.delivery;

import io.audittrail.wire.WireLimits;

/** What an application is called that does not say so: by its main class, or its jar. */
final class ProducerName {
  private static final String UNNAMED = "application";

  private ProducerName() {}

  /**
   * Returns the name in the command with which the JVM was started.
   *
   * @param command a main class or a jar, and arguments
   */
  static String ofCommand(String command) {
    String main = command.strip().split("\\s", 2)[0];
    if (main.endsWith(".jar")) {
      String file = main.substring(main.lastIndexOf('/') + 1).replaceFirst(".*\\\\", "");
      main = file.substring(0, file.length() - ".jar".length()).replaceFirst("-[0-9][^/]*$", "");
    }
    String name = main.substring(main.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9_.-]", "_");
    String shortened =
        name.length() <= WireLimits.MAX_TOKEN_LENGTH
            ? name
            : name.substring(name.length() - WireLimits.MAX_TOKEN_LENGTH);
    return shortened.isEmpty() ? UNNAMED : shortened;
  }
}
