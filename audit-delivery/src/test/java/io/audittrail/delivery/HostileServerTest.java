package io.audittrail.delivery;

import static io.audittrail.delivery.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void send_bodyThatDripsSlowly_isHungUpOnAtTheRequestTimeout() throws Exception {
    assertSurvives(
        (server, connection) -> {
          RawServer.write(connection, OK_HEAD + "Content-Length: 1000\r\n\r\n");
          while (true) {
            RawServer.write(connection, " ");
            LockSupport.parkNanos(20_000_000);
          }
        },
        1_000,
        "no complete answer within 1000 ms");
  }

  @Test
  void send_headersWithoutEnd_areHungUpOn() throws Exception {
    String header = "X-Filling: " + "x".repeat(10_000) + "\r\n";
    assertSurvives(
        (server, connection) -> {
          RawServer.write(connection, OK_HEAD);
          while (true) {
            RawServer.write(connection, header);
          }
        },
        20_000,
        "takes no events");
  }

  @Test
  void send_oneHeaderWithoutEnd_isHungUpOn() throws Exception {
    String part = "x".repeat(10_000);
    assertSurvives(
        (server, connection) -> {
          RawServer.write(connection, OK_HEAD + "X-Filling: ");
          while (true) {
            RawServer.write(connection, part);
          }
        },
        20_000,
        "takes no events");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\n\r\n",
        "HTTP/1.1 99999 What\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/2.0 200 OK\r\n\r\n",
        "\r\n\r\n",
        "\u0000\u0001\u0002\u0003"
      })
  void send_strangeAnswer_isTriedAgain(String answer) throws Exception {
    assertSurvives(
        (server, connection) -> {
          RawServer.write(connection, answer);
          server.awaitHangUp(connection);
        },
        500,
        "events");
  }

  @Test
  void send_interimAnswersWithoutEnd_areHungUpOnAtTheRequestTimeout() throws Exception {
    assertSurvives(
        (server, connection) -> {
          while (true) {
            RawServer.write(connection, "HTTP/1.1 103 Early Hints\r\n\r\n");
            LockSupport.parkNanos(1_000_000);
          }
        },
        1_000,
        "takes no events");
  }

  @Test
  void send_interimAnswerBeforeTheRealOne_isPassedOver() throws Exception {
    try (RawServer server =
            new RawServer(
                (number, connection) -> {
                  RawServer.write(connection, "HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n");
                  RawServer.acknowledge(connection, 1);
                });
        AuditDelivery delivery = delivery(server, 20_000)) {
      delivery.emit(Events.numbered(1));

      assertThat(delivery.flush(SOON)).isTrue();
      assertThat(listener.warnings).isEmpty();
    }
  }

  @Test
  void send_unknownHost_isToldAndTheEventIsKept() {
    AuditDelivery delivery =
        Deliveries.to("http://no-such-host.invalid")
            .set(DeliveryOption.BATCH_DELAY_MILLIS, "0")
            .set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "100")
            .listener(listener)
            .build();
    delivery.emit(Events.numbered(1));

    eventually("it is told", () -> listener.warnedOf("unknown host no-such-host.invalid"));

    delivery.close();
    assertThat(delivery.statistics().kept()).isEqualTo(1);
  }

  @Test
  void send_nobodyListens_isToldAndTheEventIsKept() throws Exception {
    RawServer gone = new RawServer((number, connection) -> {});
    gone.close();
    AuditDelivery delivery = delivery(gone, 1_000);
    delivery.emit(Events.numbered(1));

    eventually("it is told", () -> listener.warnedOf("takes no events: connection refused"));

    delivery.close();
    assertThat(delivery.statistics().kept()).isEqualTo(1);
  }

  /** A queue of connections that is full answers nothing to who wants another one. */
  @Test
  void send_nobodyAcceptsTheConnection_isTriedAgainAfterTheConnectTimeout() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Socket> queue = fillQueue(server);
      try (AuditDelivery delivery =
          Deliveries.to("http://localhost:" + server.getLocalPort())
              .set(DeliveryOption.BATCH_DELAY_MILLIS, "0")
              .set(DeliveryOption.CONNECT_TIMEOUT_MILLIS, "300")
              .set(DeliveryOption.RETRY_MAX_MILLIS, "100")
              .set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "100")
              .listener(listener)
              .build()) {
        delivery.emit(Events.numbered(1));

        eventually("it is told", () -> listener.warnedOf("no connection within 300 ms"));
        eventually("it is tried again", () -> delivery.statistics().sent() >= 2);
      }
      for (Socket connection : queue) {
        connection.close();
      }
    }
  }

  private static List<Socket> fillQueue(ServerSocket server) throws IOException {
    List<Socket> queue = new ArrayList<>();
    boolean full = false;
    while (!full) {
      assumeThat(queue).as("connections that nobody accepts").hasSizeLessThan(100);
      Socket connection = new Socket();
      queue.add(connection);
      try {
        connection.connect(server.getLocalSocketAddress(), 500);
      } catch (SocketTimeoutException nobodyAnswers) {
        full = true;
      }
    }
    return queue;
  }

  @Test
  void send_troubleThatComesAndGoes_isToldOnce() throws Exception {
    try (RawServer server =
            new RawServer(
                (number, connection) -> {
                  if (number % 2 == 1) {
                    RawServer.write(connection, "HTTP/1.1 503 Later\r\nContent-Length: 0\r\n\r\n");
                  } else {
                    RawServer.acknowledge(connection, 1);
                  }
                });
        AuditDelivery delivery = delivery(server, 20_000)) {
      for (int n = 0; n < 50; n++) {
        delivery.emit(Events.numbered(n));
        assertThat(delivery.flush(SOON)).isTrue();
      }

      assertThat(listener.warnings).hasSizeLessThan(5);
      assertThat(listener.infos).hasSizeLessThan(5);
    }
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
