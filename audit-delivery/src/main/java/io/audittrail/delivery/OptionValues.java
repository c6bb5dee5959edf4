package io.audittrail.delivery;

import io.audittrail.delivery.send.BearerToken;
import io.audittrail.event.Actor;
import io.audittrail.wire.WireLimits;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the value of each option, and says what is allowed where a value is not. */
final class OptionValues {
  private static final String HOST_AND_PORT = "(\\[[0-9A-Fa-f:.%]+]|[^\\[\\]:/@\\s]+):([0-9]{1,5})";

  /** Any number of so many digits is a long. */
  private static final int MAX_DIGITS = 18;

  private static final int MAX_PORT = 65_535;

  private OptionValues() {}

  /**
   * Checks one value by itself.
   *
   * @throws IllegalArgumentException if it is not allowed
   */
  static void check(DeliveryOption option, String value) {
    switch (option) {
      case URL -> url(value);
      case TOKEN -> token(value);
      case TOKEN_FILE, CA_FILE -> path(option, value);
      case SPOOL_DIRECTORY -> directory(value);
      case PRODUCER -> producer(value);
      case SYNC -> oneOf(option, value, List.of("interval", "always"));
      case SYNC_TYPES, DROP_TYPES -> TypePatterns.check(option, value);
      case PROXY -> proxy(value);
      case COMPRESSION -> oneOf(option, value, List.of("none", "gzip"));
      case WHEN_FULL ->
          oneOf(option, value, Arrays.stream(FullPolicy.values()).map(Enum::name).toList());
      case ACTOR_USER -> actor(option, value, value);
      case ACTOR_TENANT -> actor(option, "user", value);
      default -> number(option, value);
    }
  }

  static long number(DeliveryOption option, String value) {
    if (isNumber(value)) {
      long number = Long.parseLong(value);
      if (number >= option.minimum() && number <= option.maximum()) {
        return number;
      }
    }
    throw wrong(option, value, option.minimum() + " to " + option.maximum());
  }

  /** No regular expression: they would take a tenth of the time that the agent adds to a start. */
  private static boolean isNumber(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return !value.isEmpty() && value.length() <= MAX_DIGITS;
  }

  /** Returns the address without slashes at its end. */
  static URI url(String value) {
    int end = value.length();
    while (end > 0 && value.charAt(end - 1) == '/') {
      end--;
    }
    URI uri;
    try {
      uri = new URI(value.substring(0, end));
    } catch (URISyntaxException e) {
      throw wrong(DeliveryOption.URL, quoted(value), "an address such as https://audit.example");
    }
    if (uri.getRawUserInfo() != null) {
      throw wrong(DeliveryOption.URL, "one with a user", "none: who we are is what token says");
    }
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    if ((!http && !"https".equalsIgnoreCase(uri.getScheme()))
        || uri.getHost() == null
        || uri.getPort() > MAX_PORT) {
      throw wrong(DeliveryOption.URL, quoted(value), "http or https with a host");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw wrong(DeliveryOption.URL, quoted(value), "no query and no fragment");
    }
    return uri;
  }

  static InetSocketAddress proxy(String value) {
    Matcher matcher = Pattern.compile(HOST_AND_PORT).matcher(value);
    if (matcher.matches()) {
      int port = Integer.parseInt(matcher.group(2));
      if (port >= 1 && port <= MAX_PORT) {
        return InetSocketAddress.createUnresolved(matcher.group(1), port);
      }
    }
    throw wrong(DeliveryOption.PROXY, quoted(value), "host:port with a port of 1 to 65535");
  }

  static Path path(DeliveryOption option, String value) {
    return path(option, value, "the name of a file");
  }

  static Path directory(String value) {
    return path(DeliveryOption.SPOOL_DIRECTORY, value, "the name of a directory, or memory");
  }

  private static Path path(DeliveryOption option, String value, String allowed) {
    try {
      if (!value.isBlank()) {
        return Path.of(value);
      }
    } catch (InvalidPathException e) {
      // says less than the error below
    }
    throw wrong(option, quoted(value), allowed);
  }

  private static void producer(String value) {
    if (!WireLimits.isToken(value)) {
      throw wrong(DeliveryOption.PRODUCER, quoted(value), "[A-Za-z0-9_.-]{1,64}");
    }
  }

  private static void token(String value) {
    try {
      BearerToken.of(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(DeliveryOption.TOKEN.key() + " " + e.getMessage(), e);
    }
  }

  private static void oneOf(DeliveryOption option, String value, List<String> allowed) {
    if (!allowed.contains(value)) {
      throw wrong(option, quoted(value), String.join(", ", allowed));
    }
  }

  private static void actor(DeliveryOption option, String user, String tenant) {
    try {
      new Actor(user, tenant);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option.key() + ": " + e.getMessage(), e);
    }
  }

  static String quoted(String value) {
    return '"' + value + '"';
  }

  static IllegalArgumentException wrong(DeliveryOption option, String was, String allowed) {
    return new IllegalArgumentException(option.key() + " was " + was + ", allowed is " + allowed);
  }
}
