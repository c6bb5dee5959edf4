package io.audittrail.collector.query.filter;

import io.audittrail.collector.store.EventFilter;
import io.audittrail.collector.store.Order;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

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
