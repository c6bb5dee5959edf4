package io.audittrail.delivery;

import static io.audittrail.delivery.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HostileServerTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String OK_HEAD = "HTTP/1.1 200 OK\r\n";

  private final RecordingListener listener = new RecordingListener();

  private AuditDelivery delivery(RawServer server, long requestTimeoutMillis) {
    return Deliveries.to(server.url())
        .set(DeliveryOption.BATCH_DELAY_MILLIS, "0")
        .set(DeliveryOption.REQUEST_TIMEOUT_MILLIS, Long.toString(requestTimeoutMillis))
        .set(DeliveryOption.RETRY_MIN_MILLIS, "1")
        .set(DeliveryOption.RETRY_MAX_MILLIS, "5")
        .set(DeliveryOption.REFUSED_RETRY_MILLIS, "5")
        .set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "500")
        .listener(listener)
        .build();
  }

  /** The first request meets the nasty script, the second one is acknowledged. */
  private void assertSurvives(Script nasty, long requestTimeoutMillis, String warning)
      throws Exception {
    RawServer[] self = new RawServer[1];
    try (RawServer server =
            new RawServer(
                (number, connection) -> {
                  if (number == 1) {
                    nasty.run(self[0], connection);
                  } else {
                    RawServer.acknowledge(connection, 1);
                  }
                });
        AuditDelivery delivery = delivery(server, requestTimeoutMillis)) {
      self[0] = server;
      delivery.emit(Events.numbered(1));

      assertThat(delivery.flush(SOON)).isTrue();

      assertThat(delivery.statistics().acknowledged()).isEqualTo(1);
      assertThat(delivery.statistics().sent()).isGreaterThanOrEqualTo(2);
      assertThat(listener.warnedOf(warning)).as("warnings: %s", listener.warnings).isTrue();
    }
  }

  private interface Script {
    void run(RawServer server, Socket connection) throws IOException;
  }

  @Test
  void send_serverThatNeverAnswers_isHungUpOnAndTriedAgain() throws Exception {
    assertSurvives(RawServer::awaitHangUp, 1_000, "no complete answer within 1000 ms");
  }

  @Test
  void send_bodyThatStopsHalfWay_isHungUpOnAndTriedAgain() throws Exception {
    assertSurvives(
        (server, connection) -> {
          RawServer.write(connection, OK_HEAD + "Content-Length: 1000\r\n\r\n{\"status\":");
          server.awaitHangUp(connection);
        },
        1_000,
        "no complete answer within 1000 ms");
  }

  @Test
  void send_bodyThatDripsForEver_isHungUpOnAndTriedAgain() throws Exception {
    assertSurvives(
        (server, connection) -> {
          RawServer.write(connection, OK_HEAD + "\r\n");
          while (true) {
            RawServer.write(connection, " ");
            Thread.onSpinWait();
          }
        },
        20_000,
        "the answer was longer than");
  }

  @Test
  void send_headThatDripsForEver_isHungUpOnAndTriedAgain() throws Exception {
    assertSurvives(
        (server, connection) -> {
          RawServer.write(connection, OK_HEAD + "X-Slow: ");
          server.awaitHangUp(connection);
        },
        1_000,
        "no complete answer within 1000 ms");
  }

  @Test
  void send_bodyWithoutEnd_isHungUpOnAndTriedAgain() throws Exception {
    String chunk = "x".repeat(10_000);
    assertSurvives(
        (server, connection) -> {
          RawServer.write(connection, OK_HEAD + "\r\n");
          while (true) {
            RawServer.write(connection, chunk);
          }
        },
        20_000,
        "the answer was longer than");
  }

  @Test
  void send_connectionReset_isTriedAgain() throws Exception {
    assertSurvives(
        (server, connection) -> {
          connection.setSoLinger(true, 0);
          connection.close();
        },
        20_000,
        "takes no events");
  }

  @Test
  void send_bodyCutShort_isTriedAgain() throws Exception {
    assertSurvives(
        (server, connection) -> {
          RawServer.write(connection, OK_HEAD + "Content-Length: 1000\r\n\r\n{\"status\":\"ok\"");
          connection.close();
        },
        20_000,
        "takes no events");
  }

  @Test
  void send_answerThatIsNoHttp_isTriedAgain() throws Exception {
    assertSurvives(
        (server, connection) -> {
          RawServer.write(connection, "220 mail.example ESMTP\r\n\r\n");
          connection.close();
        },
        20_000,
        "takes no events");
  }

  @Test
  void send_unauthorizedWithoutChallenge_isARefusal() throws Exception {
    assertSurvives(
        (server, connection) -> {
          RawServer.write(connection, "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n");
        },
        20_000,
        "refuses events, check the settings: HTTP 401");
  }

  @Test
  void close_serverThatNeverAnswers_endsInTime() throws Exception {
    RawServer[] self = new RawServer[1];
    try (RawServer server =
        new RawServer((number, connection) -> self[0].awaitHangUp(connection))) {
      self[0] = server;
      AuditDelivery delivery = delivery(server, 60_000);
      delivery.emit(Events.numbered(1));
      eventually("it is sent", () -> server.requests() == 1);
      long before = System.nanoTime();

      delivery.close();

      assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
      assertThat(delivery.statistics()).isEqualTo(new DeliveryStatistics(1, 1, 0, 1, 0, 0, 1));
      assertThat(listener.warnings).anyMatch(told -> told.startsWith("1 events wait in "));
      eventually("the connection is closed", () -> server.hungUp() == 1);
    }
  }
}
