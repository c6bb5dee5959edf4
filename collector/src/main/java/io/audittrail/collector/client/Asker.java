package io.audittrail.collector.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask, and as who. Its text never shows the token.
 *
 * @param base the address, with the path that stands before every other and without a slash at its
 *     end
 * @param token the token
 * @param tokenFrom how messages call where the token comes from, such as {@code AUDIT_TOKEN}
 * @param tls what to speak TLS with; null for what the JDK trusts
 */
public record Asker(URI base, String token, String tokenFrom, @Nullable SSLContext tls) {
  /** The form of a token: RFC 6750's b64token. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  /**
   * Returns the address that a text names.
   *
   * @param setting how messages call the text, such as {@code --url}
   * @throws IllegalArgumentException if it names none
   */
  public static URI base(String setting, String text) {
    String wrong =
        setting
            + " was \""
            + text.replaceAll("//[^/@]*@", "//…@")
            + "\", allowed is http://host:port or https://host:port, with a path behind it if the"
            + " collector has one";
    try {
      URI uri = new URI(text.strip().replaceAll("/+$", ""));
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean known = scheme.equals("http") || scheme.equals("https");
      if (!known || uri.getHost() == null || uri.getRawQuery() != null) {
        throw new IllegalArgumentException(wrong);
      }
      if (uri.getRawUserInfo() != null || uri.getRawFragment() != null || uri.getPort() > 65_535) {
        throw new IllegalArgumentException(wrong);
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(wrong, e);
    }
  }

  /**
   * Returns the given token if it can be one; white space around it does not count.
   *
   * @param from how messages call where it comes from
   * @throws IllegalArgumentException if it cannot be one; the message does not show it
   */
  public static String token(String from, String text) {
    String token = text.strip();
    if (token.isEmpty()) {
      throw new IllegalArgumentException("the token in " + from + " was empty");
    }
    if (!TOKEN.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "the token in "
              + from
              + " holds characters that no token has, allowed are letters, digits and ._~+/- and ="
              + " at the end");
    }
    return token;
  }

  URI resolve(String path) {
    return URI.create(base + path);
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
