package io.audittrail.delivery.send;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificates in a PEM file (RFC 7468), to be the only ones that are trusted.
 *
 * <p>The file is read and looked through at once, so that a wrong one is an error at the start. The
 * certificates are parsed with the first connection: the JDK's parser asks for a system logger, and
 * whoever starts before the application must not be the one who sets up logging.
 */
public final class TrustAnchors {
  private static final int MAX_BYTES = 4 * 1024 * 1024;
  private static final int DER_SEQUENCE = 0x30;
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----");

  private final List<byte[]> certificates;

  private TrustAnchors(List<byte[]> certificates) {
    this.certificates = certificates;
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if the file cannot be read or holds no certificate
   */
  public static TrustAnchors in(Path file) {
    List<byte[]> found = new ArrayList<>();
    Matcher matcher = CERTIFICATE.matcher(read(file));
    while (matcher.find()) {
      byte[] certificate = Base64.getMimeDecoder().decode(matcher.group(1));
      if (certificate.length == 0 || certificate[0] != DER_SEQUENCE) {
        throw new IllegalArgumentException(
            "holds something else between BEGIN CERTIFICATE and END");
      }
      found.add(certificate);
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException("holds no certificate in PEM form");
    }
    return new TrustAnchors(found);
  }

  private static String read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IllegalArgumentException("has more than " + MAX_BYTES + " bytes");
      }
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot be read (" + e + ")", e);
    }
  }

  /** Returns a TLS context that trusts these certificates and no others. */
  SSLContext context() throws GeneralSecurityException, IOException {
    KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
    anchors.load(null, null);
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    for (int i = 0; i < certificates.size(); i++) {
      Certificate certificate =
          factory.generateCertificate(new ByteArrayInputStream(certificates.get(i)));
      anchors.setCertificateEntry("anchor-" + i, certificate);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(anchors);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
