package io.audittrail.delivery.send;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes the certificates in a PEM file the only ones that are trusted. */
public final class TrustAnchors {
  private TrustAnchors() {}

  /**
   * Returns a TLS context that trusts the certificates in the file and no others.
   *
   * @throws IllegalArgumentException if the file cannot be read or holds no certificate
   */
  public static SSLContext in(Path file) {
    try {
      KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
      anchors.load(null, null);
      int number = 0;
      for (Certificate certificate : certificates(file)) {
        anchors.setCertificateEntry("anchor-" + number++, certificate);
      }
      if (number == 0) {
        throw new IllegalArgumentException("holds no certificate in PEM form");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(anchors);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot be read (" + e + ")", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("holds no certificates in PEM form (" + e + ")", e);
    }
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }
}
