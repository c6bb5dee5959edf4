package io.audittrail.collector.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The arguments of the process as UTF-8. Java reads them in the charset of the locale, and in that
 * of C, which services and containers often have, everything beyond ASCII becomes a question mark:
 * a filter would silently be another one.
 */
final class Arguments {
  private static final Path GIVEN = Path.of("/proc/self/cmdline");

  private Arguments() {}

  /** Returns the given arguments as they were before Java read them, where that can be told. */
  static String[] asUtf8(String[] arguments) {
    String charset = System.getProperty("sun.jnu.encoding", "UTF-8");
    if (charset.toUpperCase(Locale.ROOT).equals("UTF-8") || !Files.isReadable(GIVEN)) {
      return arguments;
    }
    try {
      List<String> all = split(Files.readAllBytes(GIVEN));
      int begin = all.size() - arguments.length;
      return begin < 1 ? arguments : all.subList(begin, all.size()).toArray(String[]::new);
    } catch (IOException e) {
      return arguments;
    }
  }

  private static List<String> split(byte[] bytes) {
    List<String> parts = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        parts.add(new String(bytes, begin, i - begin, StandardCharsets.UTF_8));
        begin = i + 1;
      }
    }
    return parts;
  }
}
