package io.audittrail.delivery.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audittrail.delivery.send.Acknowledgement.Rejection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcknowledgementReaderTest {
  private static byte[] bytes(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void read_contractsAnswer_isRead() throws Exception {
    Acknowledgement read =
        AcknowledgementReader.read(
            bytes(
                "{\"status\":\"ok\",\"stored\":2,\"duplicates\":1,\"more\":{\"a\":[1]},\"rejected\":"
                    + "[{\"index\":3,\"event_id\":\"e-3\",\"message\":\"conflict\",\"x\":[]}]}"),
            4);

    assertThat(read.stored()).isEqualTo(2);
    assertThat(read.duplicates()).isEqualTo(1);
    assertThat(read.rejected()).containsExactly(new Rejection(3, "event e-3: conflict"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "null",
        "[]",
        "OK",
        "<html>welcome</html>",
        "{}",
        "{\"status\":\"ok\"}",
        "{\"status\":\"error\",\"stored\":2,\"duplicates\":0,\"rejected\":[]}",
        "{\"stored\":2,\"duplicates\":0,\"rejected\":[]}",
        "{\"status\":\"ok\",\"stored\":1,\"duplicates\":0,\"rejected\":[]}",
        "{\"status\":\"ok\",\"stored\":3,\"duplicates\":0,\"rejected\":[]}",
        "{\"status\":\"ok\",\"stored\":2,\"duplicates\":0}",
        "{\"status\":\"ok\",\"stored\":2,\"duplicates\":0,\"rejected\":null}",
        "{\"status\":\"ok\",\"stored\":2,\"rejected\":[]}",
        "{\"status\":\"ok\",\"stored\":3,\"duplicates\":-1,\"rejected\":[]}",
        "{\"status\":\"ok\",\"stored\":\"2\",\"duplicates\":0,\"rejected\":[]}",
        "{\"status\":\"ok\",\"stored\":2.0,\"duplicates\":0,\"rejected\":[]}",
        "{\"status\":\"ok\",\"stored\":99999999999999,\"duplicates\":0,\"rejected\":[]}",
        "{\"status\":\"ok\",\"stored\":2147483647,\"duplicates\":2147483647,\"rejected\":[]}",
        "{\"status\":\"ok\",\"stored\":2,\"duplicates\":0,\"rejected\":[]",
        "{\"status\":\"ok\",\"stored\":2,\"duplicates\":0,\"rejected\":[]} {}",
        "{\"status\":\"ok\",\"stored\":1,\"duplicates\":0,\"rejected\":[7]}",
        "{\"status\":\"ok\",\"stored\":1,\"duplicates\":0,\"rejected\":[{}]}",
        "{\"status\":\"ok\",\"stored\":1,\"duplicates\":0,\"rejected\":[{\"index\":2}]}",
        "{\"status\":\"ok\",\"stored\":1,\"duplicates\":0,\"rejected\":[{\"index\":-1}]}",
        "{\"status\":\"ok\",\"stored\":0,\"duplicates\":0,\"rejected\":[{\"index\":0},{\"index\":0}]}"
      })
  void read_anythingElse_isNoAcknowledgement(String body) {
    assertThatThrownBy(() -> AcknowledgementReader.read(bytes(body), 2))
        .isInstanceOf(IOException.class);
  }

  @Test
  void read_deepNesting_isNoAcknowledgement() {
    String deep = "[".repeat(100_000);

    assertThatThrownBy(() -> AcknowledgementReader.read(bytes("{\"x\":" + deep), 2))
        .isInstanceOf(IOException.class);
  }

  @Test
  void errorMessage_contractsError_isItsMessage() {
    assertThat(
            AcknowledgementReader.errorMessage(
                bytes("{\"status\":\"error\",\"message\":\"bad line\"}")))
        .isEqualTo("bad line");
  }

  @Test
  void errorMessage_somebodyElsesAnswer_isNull() {
    assertThat(AcknowledgementReader.errorMessage(bytes("<html>Bad Request</html>"))).isNull();
    assertThat(AcknowledgementReader.errorMessage(bytes("{\"error\":\"bad\"}"))).isNull();
  }

  @Test
  void errorMessage_veryLong_isCut() {
    String message = "x".repeat(10_000);

    assertThat(
            AcknowledgementReader.errorMessage(
                bytes("{\"status\":\"error\",\"message\":\"" + message + "\"}")))
        .hasSizeLessThan(600);
  }
}
