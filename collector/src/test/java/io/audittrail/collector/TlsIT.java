package io.audittrail.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audittrail.collector.access.Permission;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsIT {
  private static final String PASSWORD = "changeit";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path pems;
  @TempDir Path temp;

  /** A certificate that signs itself, as a server has it and as a client trusts it. */
  private record Identity(String certificate, String key, HttpClient client) {}

  private static Identity rsa;
  private static Identity ec;

  @BeforeAll
  static void makeCertificates() throws Exception {
    rsa = identity("RSA");
    ec = identity("EC");
  }

  private static Identity identity(String algorithm) throws Exception {
    Path file = pems.resolve(algorithm + ".p12");
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of("-genkeypair", "-keyalg", algorithm, "-dname", "CN=test"));
    command.addAll(List.of("-ext", "san=ip:127.0.0.1", "-alias", "s", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", file.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return new Identity(
        pem("CERTIFICATE", keys.getCertificate("s").getEncoded()),
        pem("PRIVATE KEY", keys.getKey("s", PASSWORD.toCharArray()).getEncoded()),
        trusting(keys));
  }

  private static String pem(String label, byte[] bytes) {
    String base64 = Base64.getMimeEncoder().encodeToString(bytes);
    return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }

  private static HttpClient trusting(KeyStore keys) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("s", keys.getCertificate("s"));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .sslContext(context)
        .connectTimeout(PATIENCE)
        .build();
  }

  private Path certificate() {
    return temp.resolve("server.pem");
  }

  private Path key() {
    return temp.resolve("key.pem");
  }

  private void write(String certificate, String key) throws Exception {
    Files.writeString(certificate(), certificate);
    Files.writeString(key(), key);
  }

  private String[] options() {
    return new String[] {
      "--tls-certificate", certificate().toString(), "--tls-key", key().toString()
    };
  }

  private static int status(Identity trusted, RunningCollector collector) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(collector.address() + "/healthz"))
            .timeout(PATIENCE)
            .build();
    return trusted.client().send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }

  private static void eventually(Callable<Boolean> condition) throws Exception {
    long bound = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("within " + PATIENCE).isLessThan(bound);
      Thread.sleep(50);
    }
  }

  @Test
  void serve_withCertificateAndKey_speaksTlsWithWhoTrustsIt() throws Exception {
    for (Identity identity : List.of(rsa, ec)) {
      write("text before counts nothing\n" + identity.certificate(), identity.key());
      try (RunningCollector collector = RunningCollector.start(temp.resolve("data"), options())) {
        assertThat(collector.line()).matches("listening on https://127\\.0\\.0\\.1:[1-9][0-9]*");
        assertThat(status(identity, collector)).isEqualTo(200);
        Identity other = identity == rsa ? ec : rsa;
        assertThatThrownBy(() -> status(other, collector))
            .isInstanceOf(SSLHandshakeException.class);
      }
    }
  }

  @Test
  void auditor_withTheCaFile_isAnsweredAndWithoutItIsTold() throws Exception {
    write(rsa.certificate(), rsa.key());
    try (RunningCollector collector = RunningCollector.start(temp.resolve("data"), options())) {
      String token = collector.token((String) null, Permission.AUDIT_READ);
      String[] count = {"count", "--url", collector.address().toString(), "--token", token};
      Jar.Run untrusting = Jar.run(count);
      assertThat(untrusting.code()).as(untrusting.errors()).isEqualTo(4);
      assertThat(untrusting.errors()).contains("--ca-file").hasLineCount(1);
      List<String> trusting = new ArrayList<>(List.of(count));
      trusting.addAll(List.of("--ca-file", certificate().toString()));
      Jar.Run trusted = Jar.run(trusting.toArray(String[]::new));
      assertThat(trusted.code()).as(trusted.errors()).isZero();
      assertThat(trusted.output()).isEqualTo("total: 0\n");
    }
  }

  @Test
  void serve_whenTheFilesChange_showsTheNewCertificateAndKeepsTheOldOneWhileTheyAreBroken()
      throws Exception {
    write(rsa.certificate(), rsa.key());
    try (RunningCollector collector = RunningCollector.start(temp.resolve("data"), options())) {
      Files.writeString(certificate(), ec.certificate());
      eventually(() -> collector.errors().contains("is not the key of the first certificate"));
      assertThat(status(rsa, collector)).isEqualTo(200);
      Files.writeString(key(), ec.key());
      eventually(() -> collector.errors().contains("was read again"));
      assertThat(status(ec, collector)).isEqualTo(200);
      assertThat(collector.errors().lines().filter(line -> line.contains("stays as it was")))
          .hasSize(1);
    }
  }

  @Test
  void serve_withFilesThatAreNone_refusesWithOneLine() throws Exception {
    assertRefused(1, "--tls-certificate " + certificate() + " does not exist");
    write("no certificate", rsa.key());
    assertRefused(1, "--tls-certificate " + certificate() + " holds no PEM block CERTIFICATE");
    write(pem("CERTIFICATE", new byte[] {1, 2}), rsa.key());
    assertRefused(1, "--tls-certificate " + certificate() + " holds a certificate that is none");
    write(rsa.certificate(), rsa.certificate());
    assertRefused(1, "--tls-key " + key() + " holds 0 private keys");
    write(rsa.certificate(), pem("RSA PRIVATE KEY", new byte[] {1}));
    assertRefused(1, "--tls-key " + key() + " holds a PEM block RSA PRIVATE KEY", "PKCS#8");
    write(rsa.certificate(), pem("PRIVATE KEY", new byte[] {1}));
    assertRefused(1, "--tls-key " + key() + " holds a key that is broken or neither RSA nor EC");
    write(rsa.certificate(), ec.key());
    assertRefused(1, "--tls-key " + key() + " is not the key of the first certificate");
  }

  @Test
  void serve_withOneOfTheTwoOptions_isCalledWrongly() throws Exception {
    Jar.Run run =
        Jar.run("serve", "--data", temp.toString(), "--port", "0", "--tls-key", key().toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errors()).contains("--tls-certificate").hasLineCount(1);
  }

  private void assertRefused(int code, String... reasons) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0", "--data"));
    arguments.add(temp.resolve("data").toString());
    arguments.addAll(List.of(options()));
    Jar.Run run = Jar.run(arguments.toArray(String[]::new));
    assertThat(run.code()).as(run.errors()).isEqualTo(code);
    assertThat(run.errors()).contains(reasons).hasLineCount(1);
  }
}
