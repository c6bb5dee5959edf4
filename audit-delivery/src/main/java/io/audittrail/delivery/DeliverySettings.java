package io.audittrail.delivery;

import io.audittrail.delivery.send.BearerToken;
import io.audittrail.delivery.send.Endpoint;
import io.audittrail.delivery.send.RetryDelays;
import io.audittrail.delivery.send.SendSettings;
import io.audittrail.delivery.send.Timeouts;
import io.audittrail.delivery.send.TrustAnchors;
import io.audittrail.delivery.spool.BatchLimits;
import io.audittrail.delivery.spool.file.SpoolOwner;
import io.audittrail.event.Actor;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The settings of one delivery, checked one by one and together. */
final class DeliverySettings {
  private static final String PATH = "/api/v1/audit_events";

  /** What a body has beside its records, at most. */
  private static final int BODY_OVERHEAD_BYTES = 256;

  private static final String MEMORY = "memory";
  private static final long MEMORY_BYTES = 8L << 20;

  private final Map<DeliveryOption, String> values;
  private final URI uri;

  /**
   * Checks the settings together; what is not set has its default.
   *
   * @throws IllegalArgumentException if two of them do not go together, or url is missing
   */
  DeliverySettings(Map<DeliveryOption, String> given) {
    this.values = new EnumMap<>(given);
    requireTogether();
    this.uri = OptionValues.url(text(DeliveryOption.URL));
    if (isSet(DeliveryOption.CA_FILE) && !"https".equalsIgnoreCase(uri.getScheme())) {
      throw new IllegalArgumentException(
          "caFile was set, but url was " + uri + ", allowed together is only https");
    }
  }

  private void requireTogether() {
    if (!isSet(DeliveryOption.URL)) {
      throw new IllegalArgumentException("url was not set, it is required");
    }
    if (isSet(DeliveryOption.TOKEN) && isSet(DeliveryOption.TOKEN_FILE)) {
      throw new IllegalArgumentException("token and tokenFile were both set, allowed is one");
    }
    long min = number(DeliveryOption.RETRY_MIN_MILLIS);
    long max = number(DeliveryOption.RETRY_MAX_MILLIS);
    if (min > max) {
      throw new IllegalArgumentException(
          "retryMinMillis was " + min + ", allowed is at most retryMaxMillis, which was " + max);
    }
  }

  Actor actor() {
    return new Actor(
        text(DeliveryOption.ACTOR_USER),
        isSet(DeliveryOption.ACTOR_TENANT) ? text(DeliveryOption.ACTOR_TENANT) : null);
  }

  FullPolicy whenFull() {
    return FullPolicy.valueOf(text(DeliveryOption.WHEN_FULL));
  }

  /** Returns the directory of the spools; null if none is named. */
  @Nullable Path spoolDirectory() {
    return isSet(DeliveryOption.SPOOL_DIRECTORY)
        ? OptionValues.directory(text(DeliveryOption.SPOOL_DIRECTORY))
        : null;
  }

  /** Returns whether events wait in memory, because somebody wants it. */
  boolean inMemory() {
    return text(DeliveryOption.SPOOL_DIRECTORY).equals(MEMORY);
  }

  /** Returns the room in memory: less than in files, if nobody says how much. */
  long memoryBytes() {
    return values.containsKey(DeliveryOption.SPOOL_BYTES)
        ? number(DeliveryOption.SPOOL_BYTES)
        : MEMORY_BYTES;
  }

  /** Returns whose spools are ours: those of this producer's name, for this collector. */
  SpoolOwner owner() {
    String producer =
        isSet(DeliveryOption.PRODUCER)
            ? text(DeliveryOption.PRODUCER)
            : ProducerName.ofCommand(System.getProperty("sun.java.command", ""));
    return new SpoolOwner(producer, uri.toString());
  }

  boolean syncAlways() {
    return text(DeliveryOption.SYNC).equals("always");
  }

  TypePatterns types(DeliveryOption option) {
    return TypePatterns.of(option, text(option));
  }

  long number(DeliveryOption option) {
    return OptionValues.number(option, text(option));
  }

  BatchLimits batches() {
    return new BatchLimits(
        (int) number(DeliveryOption.BATCH_EVENTS),
        (int) number(DeliveryOption.BATCH_BYTES) - BODY_OVERHEAD_BYTES,
        TimeUnit.MILLISECONDS.toNanos(number(DeliveryOption.BATCH_DELAY_MILLIS)));
  }

  SendSettings sending() {
    return new SendSettings(
        new Endpoint(uri.resolve(uri.getRawPath() + PATH), token(), trust(), proxy()),
        new Timeouts(
            number(DeliveryOption.CONNECT_TIMEOUT_MILLIS),
            number(DeliveryOption.REQUEST_TIMEOUT_MILLIS)),
        new RetryDelays(
            number(DeliveryOption.RETRY_MIN_MILLIS),
            number(DeliveryOption.RETRY_MAX_MILLIS),
            number(DeliveryOption.REFUSED_RETRY_MILLIS)),
        batches(),
        text(DeliveryOption.COMPRESSION).equals("gzip"));
  }

  private BearerToken token() {
    if (isSet(DeliveryOption.TOKEN)) {
      return BearerToken.of(text(DeliveryOption.TOKEN));
    }
    return isSet(DeliveryOption.TOKEN_FILE)
        ? file(DeliveryOption.TOKEN_FILE, BearerToken::in)
        : BearerToken.none();
  }

  private @Nullable TrustAnchors trust() {
    return isSet(DeliveryOption.CA_FILE) ? file(DeliveryOption.CA_FILE, TrustAnchors::in) : null;
  }

  private @Nullable InetSocketAddress proxy() {
    return isSet(DeliveryOption.PROXY) ? OptionValues.proxy(text(DeliveryOption.PROXY)) : null;
  }

  private <T> T file(DeliveryOption option, Function<Path, T> reader) {
    Path path = OptionValues.path(option, text(option));
    try {
      return reader.apply(path);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          option.key() + " was " + path + ", which " + e.getMessage(), e);
    }
  }

  private boolean isSet(DeliveryOption option) {
    return !text(option).isEmpty();
  }

  private String text(DeliveryOption option) {
    return values.getOrDefault(option, option.defaultValue());
  }
}
