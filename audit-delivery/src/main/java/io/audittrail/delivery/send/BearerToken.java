package io.audittrail.delivery.send;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The token that requests carry: a fixed one, none, or the content of a file that is read again
 * when it changes. Not safe for use by several threads. No message ever shows a token.
 */
public final class BearerToken {
  /** What a token consists of beside letters and digits: RFC 6750's b64token. */
  private static final String SIGNS = "._~+/-";

  private static final int MAX_BYTES = 8 * 1024;

  private final @Nullable Path file;
  private @Nullable String value;
  private @Nullable String trouble;

  private BearerToken(@Nullable Path file, @Nullable String value) {
    this.file = file;
    this.value = value;
  }

  /** Returns no token: requests carry no Authorization. */
  public static BearerToken none() {
    return new BearerToken(null, null);
  }

  /**
   * Returns a token that stays the same.
   *
   * @throws IllegalArgumentException if it has not the form of a token
   */
  public static BearerToken of(String token) {
    return new BearerToken(null, requireForm(token));
  }

  /**
   * Returns the token in a file; white space around it does not count.
   *
   * @throws IllegalArgumentException if the file cannot be read or holds no token
   */
  public static BearerToken in(Path file) {
    try {
      return new BearerToken(file, read(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(messageOf(e), e);
    }
  }

  @Nullable String value() {
    return value;
  }

  /**
   * Reads the file again, if there is one. A file that cannot be read or holds no token leaves the
   * token as it is; {@link #trouble()} says so then.
   *
   * @return whether the token is another one now
   */
  boolean refresh() {
    if (file == null) {
      return false;
    }
    try {
      String read = read(file);
      trouble = null;
      boolean changed = !read.equals(value);
      value = read;
      return changed;
    } catch (IOException | IllegalArgumentException e) {
      trouble = "tokenFile " + file + ": " + messageOf(e) + "; the token read before is still used";
      return false;
    }
  }

  /** Returns why the file could not be read the last time; null if it could. */
  @Nullable String trouble() {
    return trouble;
  }

  private static String read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IllegalArgumentException("has more than " + MAX_BYTES + " bytes");
      }
      return requireForm(new String(bytes, StandardCharsets.UTF_8).strip());
    }
  }

  private static String requireForm(String token) {
    if (token.isEmpty()) {
      throw new IllegalArgumentException("is empty");
    }
    if (!hasForm(token)) {
      throw new IllegalArgumentException(
          "holds characters that no token has, allowed are letters, digits and ._~+/- and = at the"
              + " end");
    }
    return token;
  }

  private static boolean hasForm(String token) {
    int end = token.length();
    while (end > 0 && token.charAt(end - 1) == '=') {
      end--;
    }
    for (int i = 0; i < end; i++) {
      char c = token.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (!letter && (c < '0' || c > '9') && SIGNS.indexOf(c) < 0) {
        return false;
      }
    }
    return end > 0;
  }

  private static String messageOf(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "does not exist";
    }
    return e instanceof IOException ? "cannot be read (" + e + ")" : String.valueOf(e.getMessage());
  }
}
