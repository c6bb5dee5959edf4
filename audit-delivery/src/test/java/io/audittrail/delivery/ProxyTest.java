package io.audittrail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProxyTest {
  @Test
  void send_withProxy_asksTheProxyForTheCollector() throws Exception {
    try (RawServer proxy = new RawServer((number, socket) -> RawServer.acknowledge(socket, 1));
        AuditDelivery delivery =
            Deliveries.to("http://collector.invalid:8080/p")
                .set(DeliveryOption.PROXY, "localhost:" + proxy.port())
                .set(DeliveryOption.TOKEN, "secret")
                .build()) {
      delivery.emit(Events.numbered(1));

      assertThat(delivery.flush(Duration.ofSeconds(20))).isTrue();
      assertThat(proxy.heads().get(0))
          .startsWith("POST http://collector.invalid:8080/p/api/v1/audit_events HTTP/1.1\r\n")
          .contains("Authorization: Bearer secret");
    }
  }

  @Test
  void send_httpsWithProxy_asksForATunnelAndKeepsTheTokenFromTheProxy() throws Exception {
    RecordingListener listener = new RecordingListener();
    try (RawServer proxy =
            new RawServer(
                (number, socket) ->
                    RawServer.write(socket, "HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n"));
        AuditDelivery delivery =
            Deliveries.to("https://collector.invalid")
                .set(DeliveryOption.PROXY, "localhost:" + proxy.port())
                .set(DeliveryOption.TOKEN, "secret")
                .set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "100")
                .listener(listener)
                .build()) {
      delivery.emit(Events.numbered(1));

      Eventually.eventually("it warns", () -> !listener.warnings.isEmpty());
      assertThat(proxy.heads().get(0))
          .startsWith("CONNECT collector.invalid:443 HTTP/1.1\r\n")
          .doesNotContain("secret");
    }
  }
}
