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
    String main = firstWord(command.strip());
    if (main.endsWith(".jar")) {
      String file = main.substring(Math.max(main.lastIndexOf('/'), main.lastIndexOf('\\')) + 1);
      main = withoutVersion(file.substring(0, file.length() - ".jar".length()));
    }
    String name = token(main.substring(main.lastIndexOf('/') + 1));
    String shortened =
        name.length() <= WireLimits.MAX_TOKEN_LENGTH
            ? name
            : name.substring(name.length() - WireLimits.MAX_TOKEN_LENGTH);
    return shortened.isEmpty() ? UNNAMED : shortened;
  }

  private static String firstWord(String command) {
    int end = 0;
    while (end < command.length() && !isSpace(command.charAt(end))) {
      end++;
    }
    return command.substring(0, end);
  }

  /** Returns what stands before a hyphen with a digit after it. */
  private static String withoutVersion(String jar) {
    for (int i = jar.indexOf('-'); i >= 0; i = jar.indexOf('-', i + 1)) {
      if (i + 1 < jar.length() && isDigit(jar.charAt(i + 1))) {
        return jar.substring(0, i);
      }
    }
    return jar;
  }

  private static String token(String name) {
    StringBuilder token = new StringBuilder();
    for (int i = 0; i < name.length(); i = name.offsetByCodePoints(i, 1)) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      token.append(letter || isDigit(c) || "_.-".indexOf(c) >= 0 ? c : '_');
    }
    return token.toString();
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
