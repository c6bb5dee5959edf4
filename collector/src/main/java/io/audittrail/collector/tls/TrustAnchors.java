package io.audittrail.collector.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificates in a PEM file (RFC 7468), to be the only ones that a client trusts. */
public final class TrustAnchors {
  private TrustAnchors() {}

  /**
   * Returns what a client speaks TLS with.
   *
   * @param name how messages call the file's setting, such as {@code --ca-file}
   * @throws IOException if the file cannot be read, is longer than 1 MiB or holds no certificate;
   *     the message names the setting and the file
   */
  public static SSLContext context(Path file, String name) throws IOException {
    String named = name + " " + file;
    try {
      KeyStore anchors = KeyStore.getInstance("PKCS12");
      anchors.load(null, null);
      int count = 0;
      for (X509Certificate certificate : Pem.certificates(TlsFiles.read(file, named), named)) {
        anchors.setCertificateEntry("anchor-" + count++, certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(anchors);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(named + " cannot be used for TLS: " + e.getMessage(), e);
    }
  }
}
