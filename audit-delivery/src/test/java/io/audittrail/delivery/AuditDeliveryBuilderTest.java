package io.audittrail.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AuditDeliveryBuilderTest {
  @TempDir Path directory;

  private static AuditDeliveryBuilder builder() {
    return AuditDelivery.builder().set(DeliveryOption.URL, "https://audit.example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "URL|audit.example|http or https with a host",
        "URL|ftp://audit.example|http or https with a host",
        "URL|https:///path|http or https with a host",
        "URL|https://|an address such as",
        "URL|http://a:99999|http or https with a host",
        "URL|http://a b|an address such as",
        "URL|https://audit.example?x=1|no query and no fragment",
        "URL|https://audit.example#x|no query and no fragment",
        "PROXY|proxy|host:port",
        "PROXY|proxy:0|1 to 65535",
        "PROXY|proxy:65536|1 to 65535",
        "PROXY|http://proxy:3128|host:port",
        "COMPRESSION|zip|none, gzip",
        "WHEN_FULL|wait|WAIT, DROP, FAIL",
        "BATCH_EVENTS|0|1 to 10000",
        "BATCH_EVENTS|10001|1 to 10000",
        "BATCH_EVENTS|-1|1 to 10000",
        "BATCH_EVENTS|1e3|1 to 10000",
        "BATCH_EVENTS|99999999999999999999|1 to 10000",
        "BATCH_BYTES|8388609|1024 to 8388608",
        "SPOOL_BYTES|1000|1048576 to 1073741824",
        "RETRY_MIN_MILLIS|0|1 to 3600000",
        "TOKEN_FILE|' '|the name of a file"
      })
  void set_wrongValue_namesKeyValueAndWhatIsAllowed(
      DeliveryOption option, String value, String allowed) {
    assertThatThrownBy(() -> AuditDelivery.builder().set(option, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(option.key() + " was ")
        .hasMessageContaining(value.strip())
        .hasMessageContaining("allowed is")
        .hasMessageContaining(allowed);
  }

  @ParameterizedTest
  @EnumSource(DeliveryOption.class)
  void set_default_isAllowed(DeliveryOption option) {
    if (!option.defaultValue().isEmpty()) {
      AuditDelivery.builder().set(option, option.defaultValue());
    }
  }

  @ParameterizedTest
  @EnumSource(DeliveryOption.class)
  void find_key_isTheOption(DeliveryOption option) {
    assertThat(DeliveryOption.find(option.key())).contains(option);
  }

  @ParameterizedTest
  @EnumSource(DeliveryOption.class)
  void set_empty_isAnErrorThatNamesTheKey(DeliveryOption option) {
    assertThatThrownBy(() -> AuditDelivery.builder().set(option, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(option.key());
  }

  @Test
  void find_unknownKey_isEmpty() {
    assertThat(DeliveryOption.find("batch_events")).isEmpty();
  }

  @Test
  void set_urlWithAUser_doesNotShowThePassword() {
    assertThatThrownBy(
            () -> AuditDelivery.builder().set(DeliveryOption.URL, "https://u:hush@audit.example"))
        .hasMessageContaining("url was one with a user")
        .hasMessageNotContaining("hush");
  }

  @Test
  void set_tokenThatIsNone_doesNotShowIt() {
    assertThatThrownBy(() -> builder().set(DeliveryOption.TOKEN, "${env:TOKEN}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("token ")
        .hasMessageNotContaining("env");
  }

  @Test
  void build_withoutUrl_isAnError() {
    assertThatThrownBy(() -> AuditDelivery.builder().build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("url was not set, it is required");
  }

  @Test
  void build_tokenAndTokenFile_isAnError() {
    AuditDeliveryBuilder builder =
        builder().set(DeliveryOption.TOKEN, "a").set(DeliveryOption.TOKEN_FILE, "b");

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("token and tokenFile were both set, allowed is one");
  }

  @Test
  void build_missingTokenFile_isAnError() {
    Path missing = directory.resolve("none");
    AuditDeliveryBuilder builder = builder().set(DeliveryOption.TOKEN_FILE, missing.toString());

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tokenFile was " + missing + ", which does not exist");
  }

  @Test
  void build_caFileWithoutCertificates_isAnError() throws Exception {
    Path file = Files.writeString(directory.resolve("ca.pem"), "nothing");
    AuditDeliveryBuilder builder = builder().set(DeliveryOption.CA_FILE, file.toString());

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("caFile was " + file + ", which holds no certificate");
  }

  @Test
  void build_caFileWithSomethingElse_isAnError() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("ca.pem"),
            "-----BEGIN CERTIFICATE-----\nSGVsbG8=\n-----END CERTIFICATE-----\n");
    AuditDeliveryBuilder builder = builder().set(DeliveryOption.CA_FILE, file.toString());

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("caFile was " + file + ", which holds something else");
  }

  @Test
  void build_missingCaFile_isAnError() {
    AuditDeliveryBuilder builder =
        builder().set(DeliveryOption.CA_FILE, directory.resolve("none").toString());

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("which cannot be read");
  }

  @Test
  void build_caFileForPlainHttp_isAnError() {
    AuditDeliveryBuilder builder =
        AuditDelivery.builder()
            .set(DeliveryOption.URL, "http://audit.example")
            .set(DeliveryOption.CA_FILE, "ca.pem");

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allowed together is only https");
  }

  @Test
  void build_retryMinOverRetryMax_isAnError() {
    AuditDeliveryBuilder builder =
        builder()
            .set(DeliveryOption.RETRY_MIN_MILLIS, "200")
            .set(DeliveryOption.RETRY_MAX_MILLIS, "100");

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("retryMinMillis was 200, allowed is at most retryMaxMillis, which was 100");
  }
}
