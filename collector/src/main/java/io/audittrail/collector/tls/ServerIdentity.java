package io.audittrail.collector.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate and its key, of which it is known that they belong together. */
final class ServerIdentity {
  private static final byte[] PROBE = {1, 2, 3, 4};

  private final X509Certificate[] chain;
  private final PrivateKey key;

  private ServerIdentity(X509Certificate[] chain, PrivateKey key) {
    this.chain = chain;
    this.key = key;
  }

  static ServerIdentity of(List<X509Certificate> chain, PrivateKey key, TlsFiles files)
      throws IOException {
    if (!matches(chain.get(0), key)) {
      throw new IOException(
          files.keyName() + " is not the key of the first certificate in " + files.certificate());
    }
    return new ServerIdentity(chain.toArray(X509Certificate[]::new), key);
  }

  SSLContext context() throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("collector", key, new char[0], chain);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate cannot be used for TLS: " + e.getMessage(), e);
    }
  }

  private static boolean matches(X509Certificate certificate, PrivateKey key) {
    String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
