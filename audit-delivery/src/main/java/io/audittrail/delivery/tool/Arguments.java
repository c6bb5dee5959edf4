package io.audittrail.delivery.tool;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A command and its options, each with a value. Immutable. */
final class Arguments {
  private final String command;
  private final Map<String, String> options;

  private Arguments(String command, Map<String, String> options) {
    this.command = command;
    this.options = Map.copyOf(options);
  }

  /**
   * Reads {@code COMMAND --option value …} or {@code --option=value}.
   *
   * @throws UsageException if an option is not known, given twice, or has no value
   */
  static Arguments read(List<String> arguments, Set<String> known) {
    Map<String, String> options = new HashMap<>();
    Iterator<String> rest = arguments.iterator();
    String command = rest.hasNext() ? rest.next() : "";
    while (rest.hasNext()) {
      String argument = rest.next();
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (!known.contains(name)) {
        throw new UsageException("unknown option " + name + ", known are " + sorted(known));
      }
      if (equals < 0 && !rest.hasNext()) {
        throw new UsageException(name + " has no value");
      }
      String value = equals < 0 ? rest.next() : argument.substring(equals + 1);
      if (options.put(name, value) != null) {
        throw new UsageException(name + " was given twice");
      }
    }
    return new Arguments(command, options);
  }

  private static String sorted(Set<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }

  String command() {
    return command;
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(options.get(name));
  }

  String require(String name) {
    return find(name).orElseThrow(() -> new UsageException(name + " is missing"));
  }
}
