package io.audittrail.collector.tls;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.net.ssl.SSLContext;

/**
 * The PEM files with which the server shows who it is.
 *
 * @param certificate the server's certificate and, after it, those that lead to one that clients
 *     trust
 * @param key the certificate's private key: PKCS#8, not encrypted, RSA or EC
 */
public record TlsFiles(Path certificate, Path key) {
  private static final long MAX_BYTES = 1024 * 1024;

  /**
   * Reads the files.
   *
   * @throws IOException if one cannot be read or is longer than 1 MiB; the message names its option
   */
  public Pair read() throws IOException {
    return new Pair(read(certificate, certificateName()), read(key, keyName()), this);
  }

  String certificateName() {
    return "--tls-certificate " + certificate;
  }

  String keyName() {
    return "--tls-key " + key;
  }

  static byte[] read(Path file, String name) throws IOException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException(name + " is longer than " + MAX_BYTES + " bytes");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IOException(name + " does not exist", e);
    } catch (FileSystemException e) {
      throw new IOException(name + " cannot be read: " + e, e);
    }
  }

  /** What the files held when they were read. */
  public static final class Pair {
    private final byte[] certificate;
    private final byte[] key;
    private final TlsFiles files;

    private Pair(byte[] certificate, byte[] key, TlsFiles files) {
      this.certificate = certificate;
      this.key = key;
      this.files = files;
    }

    /** Returns whether the files held the same bytes. */
    public boolean sameAs(Pair other) {
      return Arrays.equals(certificate, other.certificate) && Arrays.equals(key, other.key);
    }

    /**
     * Returns what a server speaks TLS with.
     *
     * @throws IOException if a file holds anything else than it should, or the key is not that of
     *     the certificate; the message names the option and the file
     */
    public SSLContext context() throws IOException {
      return ServerIdentity.of(
              Pem.certificates(certificate, files.certificateName()),
              Pem.key(key, files.keyName()),
              files)
          .context();
    }
  }
}
