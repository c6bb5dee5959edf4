package io.audittrail.collector.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what PEM files hold (RFC 7468); text around the blocks does not count. */
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC");

  private Pem() {}

  /** A block: what it says that it is, and its bytes. */
  private record Block(String label, byte[] bytes) {}

  static List<X509Certificate> certificates(byte[] pem, String name) throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Block block : blocks(pem, name)) {
      if (block.label().equals("CERTIFICATE")) {
        certificates.add(certificate(block.bytes(), name));
      }
    }
    if (certificates.isEmpty()) {
      throw new IOException(name + " holds no PEM block CERTIFICATE");
    }
    return certificates;
  }

  static PrivateKey key(byte[] pem, String name) throws IOException {
    List<Block> keys =
        blocks(pem, name).stream().filter(block -> block.label().endsWith("PRIVATE KEY")).toList();
    if (keys.size() != 1) {
      throw new IOException(
          name + " holds " + keys.size() + " private keys, allowed is one PEM block PRIVATE KEY");
    }
    Block key = keys.get(0);
    if (!key.label().equals("PRIVATE KEY")) {
      throw new IOException(
          name
              + " holds a PEM block "
              + key.label()
              + ", allowed is PRIVATE KEY (PKCS#8, not encrypted): convert it with openssl pkcs8"
              + " -topk8 -nocrypt");
    }
    for (String algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm)
            .generatePrivate(new PKCS8EncodedKeySpec(key.bytes()));
      } catch (InvalidKeySpecException e) {
        continue;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has " + algorithm, e);
      }
    }
    throw new IOException(name + " holds a key that is broken or neither RSA nor EC");
  }

  private static X509Certificate certificate(byte[] bytes, String name) throws IOException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(bytes));
    } catch (CertificateException e) {
      throw new IOException(name + " holds a certificate that is none: " + e.getMessage(), e);
    }
  }

  private static List<Block> blocks(byte[] pem, String name) throws IOException {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(new String(pem, StandardCharsets.ISO_8859_1));
    while (matcher.find()) {
      String base64 = matcher.group(2).replaceAll("\\s", "");
      String label = matcher.group(1);
      if (label.equals("CERTIFICATE") || label.equals("PRIVATE KEY")) {
        try {
          blocks.add(new Block(label, Base64.getDecoder().decode(base64)));
        } catch (IllegalArgumentException e) {
          throw new IOException(name + " holds a PEM block " + label + " that is no base64", e);
        }
      } else {
        blocks.add(new Block(label, new byte[0]));
      }
    }
    return blocks;
  }
}
