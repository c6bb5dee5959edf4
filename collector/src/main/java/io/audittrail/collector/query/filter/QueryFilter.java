package io.audittrail.collector.query.filter;

import io.audittrail.collector.store.EventFilter;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.Order;
import io.audittrail.collector.store.content.EventMatcher;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * What a client asks for, apart from how much of it.
 *
 * @param window the exact times of the events
 * @param events what else the events must be like
 * @param order in which order they are answered
 * @param json the filter as a JSON object: what the client gave, with lists in order and without
 *     what it gave twice
 * @param meaning the same without what can be spelled in several ways, the window and the default
 *     order
 */
public record QueryFilter(
    Window window, EventFilter events, Order order, String json, String meaning) {
  /** The bytes of a digest. */
  public static final int DIGEST_BYTES = 16;

  /** Returns what tells whether an event is asked for, by whoever may see all; for any thread. */
  public Predicate<EventRecord> test() {
    EventMatcher matcher = new EventMatcher(events, null);
    return event -> window.contains(event.occurredAtMicros()) && matcher.matches(event);
  }

  /** Returns a digest of everything but the window: filters that mean the same have the same. */
  public byte[] digest() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return Arrays.copyOf(sha.digest(meaning.getBytes(StandardCharsets.UTF_8)), DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
