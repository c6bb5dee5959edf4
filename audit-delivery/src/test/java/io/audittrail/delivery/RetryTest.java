package io.audittrail.delivery;

import static io.audittrail.delivery.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.delivery.TestCollector.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path directory;
  private final RecordingListener listener = new RecordingListener();
  private TestCollector collector;

  @BeforeEach
  void start() throws Exception {
    collector = TestCollector.start();
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  private AuditDeliveryBuilder builder() {
    return Deliveries.to(collector.url())
        .set(DeliveryOption.BATCH_DELAY_MILLIS, "50")
        .set(DeliveryOption.RETRY_MIN_MILLIS, "1")
        .set(DeliveryOption.RETRY_MAX_MILLIS, "20")
        .set(DeliveryOption.REFUSED_RETRY_MILLIS, "20")
        .set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "500")
        .listener(listener);
  }

  /** Answers as given three times, then as a collector does. */
  private void answerThreeTimes(Answer answer) {
    collector.answering(
        request -> collector.requests().size() <= 3 ? answer : collector.store(request));
  }

  private void assertOneEventArrivesAtTheFourthAttempt() {
    try (AuditDelivery delivery = builder().build()) {
      delivery.emit(Events.numbered(7));

      assertThat(delivery.flush(SOON)).isTrue();
      assertThat(collector.numbers()).containsExactly(7);
      assertThat(delivery.statistics()).isEqualTo(new DeliveryStatistics(1, 1, 0, 4, 1, 0));
      assertThat(listener.warnings).isNotEmpty();
      assertThat(listener.infos).anyMatch(info -> info.contains("takes events again, after 3"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 409, 429, 500, 502, 503, 504, 599})
  void send_collectorInTrouble_triesAgain(int status) {
    answerThreeTimes(Answer.error(status, "trouble"));

    assertOneEventArrivesAtTheFourthAttempt();
    assertThat(listener.warnedOf("HTTP " + status + ": trouble")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 405, 407, 410, 415, 422})
  void send_refused_keepsTheEventAndTriesAgain(int status) {
    answerThreeTimes(Answer.error(status, "no"));

    assertOneEventArrivesAtTheFourthAttempt();
    assertThat(listener.warnedOf("refuses events, check the settings: HTTP " + status)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void send_redirected_doesNotFollow(int status) {
    answerThreeTimes(Answer.of(status, "").header("Location", collector.url() + "/elsewhere"));

    assertOneEventArrivesAtTheFourthAttempt();
    assertThat(listener.warnedOf("/elsewhere (redirects are not followed")).isTrue();
    assertThat(collector.requests()).noneMatch(request -> request.path().equals("/elsewhere"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>Welcome to the captive portal</html>",
        "{\"status\":\"ok\"}",
        "{\"status\":\"ok\",\"stored\":0,\"duplicates\":0,\"rejected\":[]}",
        "{\"status\":\"ok\",\"stored\":2,\"duplicates\":0,\"rejected\":[]}",
        "{\"status\":\"error\",\"message\":\"x\"}"
      })
  void send_okThatIsNoAcknowledgement_triesAgain(String body) {
    answerThreeTimes(Answer.of(200, body));

    assertOneEventArrivesAtTheFourthAttempt();
    assertThat(listener.warnedOf("without an acknowledgement")).isTrue();
  }

  @Test
  void send_badRequestOfSomebodyElse_keepsTheEvent() {
    answerThreeTimes(Answer.of(400, "The plain HTTP request was sent to HTTPS port"));

    assertOneEventArrivesAtTheFourthAttempt();
  }

  @Test
  void send_connectionCutBeforeTheAnswer_triesAgain() {
    answerThreeTimes(Answer.of(0, ""));

    assertOneEventArrivesAtTheFourthAttempt();
  }

  @Test
  void send_retryAfterSeconds_waitsThatLong() {
    collector.answering(
        request ->
            collector.requests().size() == 1
                ? Answer.error(429, "slowly").header("Retry-After", "1")
                : collector.store(request));
    try (AuditDelivery delivery = builder().build()) {
      long before = System.nanoTime();
      delivery.emit(Events.numbered(1));

      assertThat(delivery.flush(SOON)).isTrue();
      assertThat(System.nanoTime() - before).isGreaterThan(1_000_000_000L);
    }
  }

  @Test
  void send_tokenFileChangesWhileRefused_triesAgainAtOnce() throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "old\n");
    collector.answering(
        request ->
            "Bearer new".equals(request.header("Authorization"))
                ? collector.store(request)
                : Answer.error(401, "unknown token"));
    try (AuditDelivery delivery =
        builder()
            .set(DeliveryOption.TOKEN_FILE, file.toString())
            .set(DeliveryOption.REFUSED_RETRY_MILLIS, "3600000")
            .build()) {
      delivery.emit(Events.numbered(1));
      eventually("it is refused", () -> listener.warnedOf("HTTP 401: unknown token"));

      Files.writeString(file, "new\n");

      assertThat(delivery.flush(SOON)).isTrue();
      assertThat(collector.numbers()).containsExactly(1);
      assertThat(listener.infos).anyMatch(info -> info.contains("tokenFile was read again"));
      assertThat(listener.warnings).noneMatch(w -> w.contains("new") || w.contains("old"));
    }
  }

  @Test
  void send_tokenFileVanishes_keepsTheOldToken() throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "secret");
    try (AuditDelivery delivery =
        builder().set(DeliveryOption.TOKEN_FILE, file.toString()).build()) {
      Files.delete(file);
      delivery.emit(Events.numbered(1));

      assertThat(delivery.flush(SOON)).isTrue();
      assertThat(collector.requests().get(0).header("Authorization")).isEqualTo("Bearer secret");
      assertThat(listener.warnedOf("the token read before is still used")).isTrue();
    }
  }

  @Test
  void send_withoutToken_sendsNoAuthorization() {
    try (AuditDelivery delivery = builder().build()) {
      delivery.emit(Events.numbered(1));
      assertThat(delivery.flush(SOON)).isTrue();
    }

    assertThat(collector.requests().get(0).header("Authorization")).isNull();
  }

  @Test
  void send_gzip_isCompressedAndRead() {
    try (AuditDelivery delivery = builder().set(DeliveryOption.COMPRESSION, "gzip").build()) {
      delivery.emit(Events.large(1, 50_000));
      assertThat(delivery.flush(SOON)).isTrue();
    }

    assertThat(collector.numbers()).containsExactly(1);
    assertThat(collector.requests().get(0).bodyBytes()).isLessThan(5_000);
    assertThat(collector.requests().get(0).header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void send_someRejected_setsThemAsideAndGoesOn() {
    collector.answering(
        request ->
            Answer.of(
                200,
                "{\"status\":\"ok\",\"stored\":"
                    + (request.events() - 2)
                    + ",\"duplicates\":1,\"rejected\":[{\"index\":0,\"event_id\":\"e-1\","
                    + "\"message\":\"conflict\"}]}"));
    try (AuditDelivery delivery = builder().build()) {
      for (int n = 0; n < 5; n++) {
        delivery.emit(Events.numbered(n));
      }

      assertThat(delivery.flush(SOON)).isTrue();
      assertThat(delivery.statistics().rejected()).isEqualTo(collector.requests().size());
      assertThat(delivery.statistics().acknowledged()).isEqualTo(5 - collector.requests().size());
      assertThat(listener.warnedOf("event e-1: conflict")).isTrue();
    }
  }

  @Test
  void send_poisonAmongManyGets400_setsOnlyThatAside() {
    Set<Integer> poison = Set.of(0, 333, 334, 999);
    collector.answering(
        request -> {
          for (var event : request.body().get("audit_events")) {
            if (poison.contains(event.get("n").asInt())) {
              return Answer.error(400, "line 1, column 7");
            }
          }
          return collector.store(request);
        });
    try (AuditDelivery delivery = builder().build()) {
      for (int n = 0; n < 1_000; n++) {
        delivery.emit(Events.numbered(n));
      }

      assertThat(delivery.flush(SOON)).isTrue();
      assertThat(collector.numbers())
          .isEqualTo(IntStream.range(0, 1_000).boxed().filter(n -> !poison.contains(n)).toList());
      assertThat(delivery.statistics().rejected()).isEqualTo(4);
      assertThat(delivery.statistics().acknowledged()).isEqualTo(996);
      assertThat(listener.warnedOf("line 1, column 7")).isTrue();
      assertThat(collector.requests()).hasSizeLessThan(120);
    }
  }

  @Test
  void send_bodyTooLarge_splitsAndRemembers() {
    int limit = 20_000;
    Set<Integer> refused = ConcurrentHashMap.newKeySet();
    collector.answering(
        request -> {
          if (request.bodyBytes() > limit) {
            refused.add(request.bodyBytes());
            return Answer.of(413, "<html>413</html>");
          }
          return collector.store(request);
        });
    try (AuditDelivery delivery = builder().build()) {
      for (int n = 0; n < 2_000; n++) {
        delivery.emit(Events.numbered(n));
      }
      assertThat(delivery.flush(SOON)).isTrue();
      int refusedAtFirst = refused.size();
      for (int n = 2_000; n < 4_000; n++) {
        delivery.emit(Events.numbered(n));
      }

      assertThat(delivery.flush(SOON)).isTrue();
      assertThat(collector.numbers()).isEqualTo(IntStream.range(0, 4_000).boxed().toList());
      assertThat(refused).hasSize(refusedAtFirst);
      assertThat(delivery.statistics().rejected()).isZero();
    }
  }

  @Test
  void send_singleEventTooLarge_setsItAsideAndGoesOn() {
    collector.answering(
        request -> request.bodyBytes() > 20_000 ? Answer.of(413, "") : collector.store(request));
    try (AuditDelivery delivery = builder().build()) {
      delivery.emit(Events.numbered(1));
      delivery.emit(Events.large(2, 50_000));
      delivery.emit(Events.numbered(3));

      assertThat(delivery.flush(SOON)).isTrue();
      assertThat(collector.numbers()).containsExactly(1, 3);
      assertThat(delivery.statistics().rejected()).isEqualTo(1);
      assertThat(listener.warnedOf("HTTP 413")).isTrue();
    }
  }

  @Test
  void send_nobodyListens_goesOnWhenSomebodyDoes() throws Exception {
    int port = collector.port();
    collector.close();
    try (AuditDelivery delivery = builder().build()) {
      delivery.emit(Events.numbered(1));
      eventually("some attempts fail", () -> delivery.statistics().sent() >= 25);

      collector = TestCollector.startAt(port);

      assertThat(delivery.flush(SOON)).isTrue();
      assertThat(collector.numbers()).containsExactly(1);
    }
  }
}
