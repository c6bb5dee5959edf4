package io.audittrail.collector.cli;

import io.audittrail.collector.tls.TlsFiles;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** With what the server shows who it is; both or neither. */
final class TlsOptions {
  @Option(
      names = "--tls-certificate",
      required = true,
      paramLabel = "FILE",
      description = "PEM file with the server's certificate and its chain; turns TLS on.")
  private Path certificate = Path.of("");

  @Option(
      names = "--tls-key",
      required = true,
      paramLabel = "FILE",
      description = "PEM file with its private key: PKCS#8, not encrypted, RSA or EC.")
  private Path key = Path.of("");

  TlsFiles files() {
    return new TlsFiles(certificate, key);
  }
}
