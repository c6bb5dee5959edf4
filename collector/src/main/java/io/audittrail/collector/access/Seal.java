package io.audittrail.collector.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes texts that nobody else can make or alter, safe to put into URLs and headers. What is sealed
 * is not hidden.
 *
 * <p>Safe for use by any thread.
 */
public final class Seal {
  /** The bytes of a key. */
  public static final int KEY_BYTES = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int SEAL_BYTES = 16;

  private final SecretKeySpec key;
  private final int maxBytes;

  /**
   * Makes a seal.
   *
   * @param key {@link #KEY_BYTES} random bytes
   * @param maxBytes the most bytes that are sealed; what is longer is none of ours
   */
  public Seal(byte[] key, int maxBytes) {
    this.key = new SecretKeySpec(key, ALGORITHM);
    this.maxBytes = maxBytes;
  }

  /**
   * Returns the text that carries some bytes.
   *
   * @param context what the text is good for; it is not carried, and whoever opens the text must
   *     name the same
   */
  public String close(byte[] plain, String context) {
    byte[] all = Arrays.copyOf(plain, plain.length + SEAL_BYTES);
    System.arraycopy(seal(plain, context), 0, all, plain.length, SEAL_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /** Returns the bytes that a text carries; empty if it was not made here for the same context. */
  public Optional<byte[]> open(String text, String context) {
    if (text.length() > (maxBytes + SEAL_BYTES) * 4 / 3 + 4) {
      return Optional.empty();
    }
    byte[] all;
    try {
      all = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (all.length < SEAL_BYTES) {
      return Optional.empty();
    }
    byte[] plain = Arrays.copyOf(all, all.length - SEAL_BYTES);
    // The decoder is lenient about the last character; one spelling is enough.
    boolean genuine =
        MessageDigest.isEqual(
            close(plain, context).getBytes(StandardCharsets.US_ASCII),
            text.getBytes(StandardCharsets.UTF_8));
    return genuine ? Optional.of(plain) : Optional.empty();
  }

  private byte[] seal(byte[] plain, String context) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] name = context.getBytes(StandardCharsets.UTF_8);
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(name.length).array());
      mac.update(name);
      mac.update(plain);
      return Arrays.copyOf(mac.doFinal(), SEAL_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
