package io.audittrail.collector;

import io.audittrail.collector.tls.TlsFiles;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a collector.
 *
 * @param data the data directory, made if it is not there
 * @param host the name or address to listen on
 * @param port the port to listen on, 0 to 65535; 0 for any that is free
 * @param basePath the path that clients put before every path, with a slash at its begin; empty or
 *     {@code /} for none
 * @param publicUrl the address that clients use, base path included, for links in answers; null for
 *     the one that each request names
 * @param tls the files to speak TLS with; null for plain HTTP
 * @param metricsOpen whether everybody may read the metrics, without a token
 * @param minFreeBytes with fewer bytes free on the disk of the data directory nothing is taken in;
 *     0 for no such bound, null for 256 MiB or a tenth of the disk, whichever is less
 */
public record CollectorSettings(
    Path data,
    String host,
    int port,
    String basePath,
    @Nullable String publicUrl,
    @Nullable TlsFiles tls,
    boolean metricsOpen,
    @Nullable Long minFreeBytes) {
  private static final int MAX_PORT = 65_535;
  private static final Pattern BASE_PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)*");

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is not allowed; the message names it
   */
  public CollectorSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host was empty, allowed is a name or an address");
    }
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("port was " + port + ", allowed are 0 to " + MAX_PORT);
    }
    if (minFreeBytes != null && minFreeBytes < 0) {
      throw new IllegalArgumentException(
          "min free bytes was " + minFreeBytes + ", allowed are 0 to " + Long.MAX_VALUE);
    }
    basePath = basePath.replaceAll("/+$", "");
    if (!BASE_PATH.matcher(basePath).matches()) {
      throw new IllegalArgumentException(
          "base path was \""
              + basePath
              + "\", allowed are segments of letters, digits and ._~-, each with a slash before it,"
              + " such as /org/tenant");
    }
    if (publicUrl != null) {
      publicUrl = checkedUrl(publicUrl);
    }
  }

  private static String checkedUrl(String url) {
    boolean allowed;
    try {
      URI uri = new URI(url);
      allowed =
          ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
              && uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getQuery() == null
              && uri.getFragment() == null;
    } catch (URISyntaxException e) {
      allowed = false;
    }
    if (!allowed) {
      throw new IllegalArgumentException(
          "public URL was \""
              + url
              + "\", allowed is a URL with http or https, a host, and neither a user, a query nor a"
              + " fragment, such as https://audit.example.org/org/tenant");
    }
    return url.replaceAll("/+$", "");
  }
}
