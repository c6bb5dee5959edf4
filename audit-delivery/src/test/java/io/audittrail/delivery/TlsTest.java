package io.audittrail.delivery;

import static io.audittrail.delivery.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final String PASSWORD = "changeit";

  @TempDir static Path directory;
  private static SSLContext tls;
  private static SSLContext elsewhere;

  private final RecordingListener listener = new RecordingListener();

  @BeforeAll
  static void makeCertificates() throws Exception {
    tls = serverWith("server", "dns:localhost");
    elsewhere = serverWith("elsewhere", "dns:elsewhere.example");
    serverWith("other", "dns:localhost");
  }

  /** Makes a key and a certificate that it signs itself, which lands in a PEM file. */
  private static SSLContext serverWith(String name, String host) throws Exception {
    Path store = directory.resolve(name + ".p12");
    keytool(
        List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "san=" + host),
        List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-alias", "s"));
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    String base64 = Base64.getMimeEncoder().encodeToString(keys.getCertificate("s").getEncoded());
    Files.writeString(
        pem(name), "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private static Path pem(String name) {
    return directory.resolve(name + ".pem");
  }

  private static void keytool(List<String> what, List<String> keystore) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(what);
    command.addAll(keystore);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private AuditDeliveryBuilder builder(TestCollector collector) {
    return Deliveries.to("https://localhost:" + collector.port())
        .set(DeliveryOption.BATCH_DELAY_MILLIS, "0")
        .set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "100")
        .listener(listener);
  }

  @Test
  void send_certificateInCaFile_isTrusted() throws Exception {
    try (TestCollector collector = TestCollector.startTls(tls);
        AuditDelivery delivery =
            builder(collector).set(DeliveryOption.CA_FILE, pem("server").toString()).build()) {
      delivery.emit(Events.numbered(1));

      assertThat(delivery.flush(Duration.ofSeconds(20))).isTrue();
      assertThat(collector.numbers()).containsExactly(1);
    }
  }

  @Test
  void send_certificateThatNobodyKnows_isNotTrusted() throws Exception {
    try (TestCollector collector = TestCollector.startTls(tls);
        AuditDelivery delivery = builder(collector).build()) {
      delivery.emit(Events.numbered(1));

      eventually("it warns", () -> listener.warnedOf("SSLHandshakeException"));
      assertThat(collector.requests()).isEmpty();
    }
  }

  @Test
  void send_otherCertificateInCaFile_isNotTrusted() throws Exception {
    try (TestCollector collector = TestCollector.startTls(tls);
        AuditDelivery delivery =
            builder(collector).set(DeliveryOption.CA_FILE, pem("other").toString()).build()) {
      delivery.emit(Events.numbered(1));

      eventually("it warns", () -> listener.warnedOf("SSLHandshakeException"));
      assertThat(collector.requests()).isEmpty();
    }
  }

  @Test
  void send_certificateOfAnotherHost_isNotTrusted() throws Exception {
    try (TestCollector collector = TestCollector.startTls(elsewhere);
        AuditDelivery delivery =
            builder(collector).set(DeliveryOption.CA_FILE, pem("elsewhere").toString()).build()) {
      delivery.emit(Events.numbered(1));

      eventually("it warns", () -> listener.warnedOf("SSLHandshakeException"));
      assertThat(collector.requests()).isEmpty();
    }
  }

  @Test
  void send_certificateThatIsNone_isToldAndNothingIsLost() throws Exception {
    Path file = directory.resolve("none.pem");
    Files.writeString(file, "-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n");
    try (TestCollector collector = TestCollector.startTls(tls);
        AuditDelivery delivery =
            builder(collector).set(DeliveryOption.CA_FILE, file.toString()).build()) {
      delivery.emit(Events.numbered(1));

      eventually("it warns", () -> listener.warnedOf("caFile holds a certificate that is none"));
      assertThat(delivery.statistics().dropped()).isZero();
    }
  }

  @Test
  void send_severalCertificatesInCaFile_areAllTrusted() throws Exception {
    Path both = directory.resolve("both.pem");
    Files.writeString(
        both, "# two of them\n" + Files.readString(pem("other")) + Files.readString(pem("server")));
    try (TestCollector collector = TestCollector.startTls(tls);
        AuditDelivery delivery =
            builder(collector).set(DeliveryOption.CA_FILE, both.toString()).build()) {
      delivery.emit(Events.numbered(1));

      assertThat(delivery.flush(Duration.ofSeconds(20))).isTrue();
    }
  }
}
