package io.audittrail.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** A certificate for 127.0.0.1 that signs itself, and its key, as PEM files. */
record Certificate(Path certificate, Path key) {
  private static final String PASSWORD = "changeit";

  /** Makes both in a directory, with the JDK's keytool. */
  static Certificate make(Path javaHome, Path directory) throws Exception {
    Path store = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    javaHome.resolve("bin").resolve("keytool").toString(),
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=collector",
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-alias",
                    "collector",
                    "-storepass",
                    PASSWORD,
                    "-keystore",
                    store.toString()))
            .redirectErrorStream(true)
            .start();
    String output = new String(keytool.getInputStream().readAllBytes());
    assertThat(keytool.waitFor()).as(output).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    byte[] certificate = keys.getCertificate("collector").getEncoded();
    byte[] key = keys.getKey("collector", PASSWORD.toCharArray()).getEncoded();
    return new Certificate(
        write(directory.resolve("collector.pem"), "CERTIFICATE", certificate),
        write(directory.resolve("collector.key"), "PRIVATE KEY", key));
  }

  private static Path write(Path file, String label, byte[] bytes) throws Exception {
    String base64 = Base64.getMimeEncoder().encodeToString(bytes);
    String pem = "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    return Files.writeString(file, pem);
  }
}
