package io.audittrail.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A setting that everybody who delivers events shares, with its name, its default and what it says.
 *
 * <p>Values are strings, as configuration files have them; {@link AuditDeliveryBuilder#set} checks
 * them. A setting whose default is the empty string has none.
 */
public enum DeliveryOption {
  /** Where the collector is. */
  URL("", "Address of the collector, http or https; a path prefix is allowed. Required."),
  /** The token itself. */
  TOKEN("", "Token with the permission `audit-write`. Not together with `tokenFile`."),
  /** Where the token is. */
  TOKEN_FILE("", "File that holds the token; read again when it changes."),
  /** Whom to trust. */
  CA_FILE("", "PEM file with the only certificates to trust; without it the JDK's are. For https."),
  /** What to go through. */
  PROXY("", "HTTP proxy as `host:port`. Without it there is none, whatever the JVM has set."),
  /** Whether bodies are compressed. */
  COMPRESSION("none", "Compression of requests: `none` or `gzip`."),
  /** The most events in a batch. */
  BATCH_EVENTS("1000", 1, 10_000, "Most events in one request."),
  /** The most bytes in a batch. */
  BATCH_BYTES("1048576", 1_024, 8_388_608, "Most bytes in one request, before compression."),
  /** How long a batch waits to be full. */
  BATCH_DELAY_MILLIS("200", 0, 60_000, "Longest that an event waits for others to go with."),
  /** Where events wait. */
  SPOOL_DIRECTORY(
      "", "Directory in which events wait, or `memory`. By default one in the user's home."),
  /** The room for events that are not acknowledged. */
  SPOOL_BYTES("67108864", 1_048_576, 1_073_741_824, "Room for events that wait, in bytes."),
  /** What the producer is called. */
  PRODUCER("", "Name of the application in its numbering. By default its main class or jar."),
  /** When events are forced to the disk. */
  SYNC(
      "interval",
      "When events are forced to the disk: `interval`, or `always` (before emit ends)."),
  /** How long events may wait until they are forced. */
  SYNC_INTERVAL_MILLIS("1000", 1, 60_000, "Longest that an event waits to be forced to the disk."),
  /** Which events are forced before emit returns. */
  SYNC_TYPES("", "Event types that are forced to the disk before emit ends, such as `login_*`."),
  /** Which events may be dropped first. */
  DROP_TYPES("", "Event types that are dropped when four fifths of the spool are in use."),
  /** What happens when there is no room. */
  WHEN_FULL("WAIT", "When there is no room: `WAIT`, `DROP` (and count), or `FAIL` (throw)."),
  /** How long WAIT waits. */
  FULL_WAIT_MILLIS("1000", 0, 3_600_000, "Longest that `WAIT` waits for room before it drops."),
  /** How long connecting may take. */
  CONNECT_TIMEOUT_MILLIS("5000", 1, 600_000, "Longest time to connect."),
  /** How long an exchange may take. */
  REQUEST_TIMEOUT_MILLIS(
      "30000", 1, 600_000, "Longest time from a request to the last byte of its answer."),
  /** The bound of the first retry's delay. */
  RETRY_MIN_MILLIS("100", 1, 3_600_000, "Bound of the delay before the first retry; it doubles."),
  /** The bound of the longest retry's delay. */
  RETRY_MAX_MILLIS("30000", 1, 3_600_000, "Bound of the longest delay before a retry."),
  /** The delay after a refusal. */
  REFUSED_RETRY_MILLIS(
      "60000", 1, 3_600_000, "Delay before a retry when the collector refuses us: 401, 403, 404 …"),
  /** How long closing may take. */
  CLOSE_TIMEOUT_MILLIS("5000", 0, 600_000, "Longest time to deliver what waits when closing."),
  /** Who acts when nobody is named. */
  ACTOR_USER("unknown", "User who acts in events that name nobody."),
  /** The tenant in which who acts. */
  ACTOR_TENANT("", "Tenant in events that name none.");

  private static final Map<String, DeliveryOption> BY_KEY = new HashMap<>();

  static {
    for (DeliveryOption option : values()) {
      BY_KEY.put(option.key, option);
    }
  }

  private final String key = camelCase(name());
  private final String defaultValue;
  private final boolean number;
  private final long minimum;
  private final long maximum;
  private final String description;

  DeliveryOption(String defaultValue, String description) {
    this(defaultValue, false, new long[2], description);
  }

  DeliveryOption(String defaultValue, long minimum, long maximum, String description) {
    this(defaultValue, true, new long[] {minimum, maximum}, description);
  }

  DeliveryOption(String defaultValue, boolean number, long[] bounds, String description) {
    this.defaultValue = defaultValue;
    this.number = number;
    this.minimum = bounds[0];
    this.maximum = bounds[1];
    this.description = description;
  }

  /** Returns the option with the given key, such as {@code batchEvents}; empty if there is none. */
  public static Optional<DeliveryOption> find(String key) {
    return Optional.ofNullable(BY_KEY.get(key));
  }

  /** Returns the name in configurations, such as {@code batchEvents}. */
  public String key() {
    return key;
  }

  /** Returns the default; the empty string if there is none. */
  public String defaultValue() {
    return defaultValue;
  }

  /** Returns what it says, in one line of Markdown. */
  public String description() {
    return description;
  }

  /** Returns whether the value is a whole number, of bytes, events or milliseconds. */
  public boolean isNumber() {
    return number;
  }

  /** Returns the smallest number that is allowed. */
  public long minimum() {
    return minimum;
  }

  /** Returns the largest number that is allowed. */
  public long maximum() {
    return maximum;
  }

  private static String camelCase(String name) {
    StringBuilder key = new StringBuilder();
    boolean upper = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '_') {
        upper = true;
      } else {
        key.append(upper ? c : Character.toLowerCase(c));
        upper = false;
      }
    }
    return key.toString();
  }
}
