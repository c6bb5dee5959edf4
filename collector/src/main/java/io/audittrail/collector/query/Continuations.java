package io.audittrail.collector.query;

import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.query.filter.QueryFilter;
import io.audittrail.collector.query.filter.Window;
import io.audittrail.collector.store.Position;
import io.audittrail.wire.WireLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Turns the place that a client has come to into a string that means nothing to it, and back.
 *
 * <p>The string is sealed with a key of the data directory, so that it outlives a restart and
 * nobody can make or alter one; the seal covers the tenant of the token, so that no token continues
 * another tenant's walk.
 */
public final class Continuations {
  /** The bytes of a key. */
  public static final int KEY_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte VERSION = 2;
  private static final int HEAD_BYTES = 1 + 4 * Long.BYTES + QueryFilter.DIGEST_BYTES;
  private static final int SEAL_BYTES = 16;
  private static final int MAX_CHARS =
      (HEAD_BYTES + WireLimits.MAX_TOKEN_LENGTH + SEAL_BYTES) * 4 / 3 + 4;

  private final SecretKeySpec key;

  /** Makes continuations with a key of {@link #KEY_BYTES} bytes. */
  public Continuations(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  String write(Walk walk, QueryFilter filter, @Nullable String viewer) {
    byte[] id = walk.position().id().getBytes(StandardCharsets.US_ASCII);
    ByteBuffer plain =
        ByteBuffer.allocate(HEAD_BYTES + id.length + SEAL_BYTES)
            .put(VERSION)
            .putLong(filter.window().fromMicros())
            .putLong(filter.window().untilMicros())
            .put(filter.digest())
            .putLong(walk.snapshot())
            .putLong(walk.position().occurredAtMicros())
            .put(id);
    plain.put(seal(plain.array(), HEAD_BYTES + id.length, viewer));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.array());
  }

  /**
   * Returns the walk that a continuation continues.
   *
   * @throws Refusal with 400 if it was not made here for the same filter, order and tenant
   */
  Walk read(String text, QueryFilter filter, @Nullable String viewer) {
    byte[] bytes = decode(text);
    int end = bytes.length - SEAL_BYTES;
    byte[] seal = Arrays.copyOfRange(bytes, end, bytes.length);
    if (bytes[0] != VERSION || !MessageDigest.isEqual(seal, seal(bytes, end, viewer))) {
      throw foreign();
    }
    ByteBuffer plain = ByteBuffer.wrap(bytes, 1, HEAD_BYTES - 1);
    Window made = new Window(plain.getLong(), plain.getLong());
    byte[] digest = new byte[QueryFilter.DIGEST_BYTES];
    plain.get(digest);
    if (!made.equals(filter.window()) || !Arrays.equals(digest, filter.digest())) {
      throw new Refusal(
          400, "continuation was made for another filter or order, send the same again");
    }
    long snapshot = plain.getLong();
    String id = new String(bytes, HEAD_BYTES, end - HEAD_BYTES, StandardCharsets.US_ASCII);
    return new Walk(snapshot, new Position(plain.getLong(), id));
  }

  private static byte[] decode(String text) {
    if (text.length() > MAX_CHARS) {
      throw foreign();
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw foreign();
    }
    // The decoder is lenient about the last character; one spelling is enough.
    boolean exact = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text);
    if (!exact || bytes.length <= HEAD_BYTES + SEAL_BYTES) {
      throw foreign();
    }
    return bytes;
  }

  private byte[] seal(byte[] plain, int length, @Nullable String viewer) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(plain, 0, length);
      if (viewer != null) {
        mac.update((byte) 0);
        mac.update(viewer.getBytes(StandardCharsets.UTF_8));
      }
      return Arrays.copyOf(mac.doFinal(), SEAL_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private static Refusal foreign() {
    return new Refusal(
        400, "continuation was none that this collector gave to a token of this tenant");
  }
}
