package io.audittrail.collector.http;

import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.wire.Quoted;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** What the headers of a request may say about its body. */
final class ContentRules {
  private ContentRules() {}

  /**
   * Returns whether the body is compressed with gzip.
   *
   * @throws Refusal with 415 if it is something that the collector cannot read, with 413 if it is
   *     known to be too long
   */
  static boolean check(HttpFields headers, int maxBodyBytes) {
    requireJson(headers.get(HttpHeader.CONTENT_TYPE));
    boolean gzip = requireEncoding(headers.getCSV(HttpHeader.CONTENT_ENCODING, false));
    if (headers.getLongField(HttpHeader.CONTENT_LENGTH) > maxBodyBytes) {
      throw tooLong(maxBodyBytes);
    }
    return gzip;
  }

  static Refusal tooLong(int maxBodyBytes) {
    return new Refusal(413, "the body is too long, allowed are at most " + maxBodyBytes + " bytes");
  }

  private static void requireJson(@Nullable String contentType) {
    if (contentType == null) {
      return;
    }
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    boolean allowed = parts[0].strip().equals("application/json");
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      allowed &= !parameter.startsWith("charset") || parameter.matches("charset\\s*=\\s*utf-?8");
    }
    if (!allowed) {
      throw new Refusal(
          415, "Content-Type was " + Quoted.of(contentType) + ", allowed is application/json");
    }
  }

  private static boolean requireEncoding(List<String> encodings) {
    boolean gzip = false;
    for (String encoding : encodings) {
      String name = encoding.strip().toLowerCase(Locale.ROOT);
      boolean known = name.equals("gzip") || name.equals("x-gzip");
      if (!name.equals("identity") && (!known || gzip)) {
        throw new Refusal(
            415, "Content-Encoding was " + Quoted.of(encoding) + ", allowed is gzip, once");
      }
      gzip |= known;
    }
    return gzip;
  }
}
