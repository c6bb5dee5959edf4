package io.audittrail.collector.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A token as its holder sends it: {@code at_<id>.<secret>}, the id public, the secret 256 random
 * bits. Guessing is out of reach, so a plain SHA-256 of the secret is enough to keep.
 */
record TokenSecret(String id, String secret) {
  private static final String PREFIX = "at_";
  private static final int ID_BYTES = 8;
  private static final int SECRET_BYTES = 32;
  private static final int MAX_LENGTH = 128;

  static TokenSecret random() {
    SecureRandom random = new SecureRandom();
    byte[] id = new byte[ID_BYTES];
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(id);
    random.nextBytes(secret);
    return new TokenSecret(
        HexFormat.of().formatHex(id),
        Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  static Optional<TokenSecret> parse(String text) {
    int dot = text.indexOf('.');
    if (!text.startsWith(PREFIX) || dot < 0 || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return Optional.of(
        new TokenSecret(text.substring(PREFIX.length(), dot), text.substring(dot + 1)));
  }

  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  boolean matches(byte[] keptHash) {
    return MessageDigest.isEqual(hash(), keptHash);
  }

  String text() {
    return PREFIX + id + '.' + secret;
  }

  @Override
  public String toString() {
    return PREFIX + id + ".…";
  }
}
