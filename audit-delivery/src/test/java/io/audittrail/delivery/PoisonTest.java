package io.audittrail.delivery;

import static io.audittrail.delivery.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.delivery.TestCollector.Answer;
import io.audittrail.delivery.TestCollector.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event at which the collector fails each time that it comes, with whatever it comes. */
class PoisonTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path directory;
  private final RecordingListener listener = new RecordingListener();
  private TestCollector collector;

  @BeforeEach
  void start() throws IOException {
    collector = TestCollector.start();
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  private AuditDeliveryBuilder builder() {
    return Deliveries.to(collector.url())
        .set(DeliveryOption.SPOOL_DIRECTORY, directory.toString())
        .set(DeliveryOption.BATCH_DELAY_MILLIS, "50")
        .set(DeliveryOption.RETRY_MIN_MILLIS, "1")
        .set(DeliveryOption.RETRY_MAX_MILLIS, "5")
        .set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "500")
        .listener(listener);
  }

  /** Fails with the given status at requests that hold one of the events. */
  private void failAt(int status, Set<Integer> poison) {
    collector.answering(
        request ->
            numbers(request).stream().anyMatch(poison::contains)
                ? Answer.error(status, "internal error")
                : collector.store(request));
  }

  private static List<Integer> numbers(Request request) {
    return IntStream.range(0, request.events())
        .mapToObj(i -> request.body().get("audit_events").get(i))
        .filter(event -> event.has("n"))
        .map(event -> event.get("n").asInt())
        .toList();
  }

  /** What a store would hold: another event is sent ahead, to see whether it gets through. */
  private List<Integer> stored() {
    return List.copyOf(new TreeSet<>(collector.numbers()));
  }

  private List<String> deadLetters() throws IOException {
    try (var files = Files.walk(directory)) {
      Path letters = files.filter(file -> file.endsWith("dead-letters.jsonl")).findFirst().get();
      return Files.readAllLines(letters);
    }
  }

  @Test
  void send_collectorFailsAtOneEvent_setsThatAsideAndDeliversAllOthers() throws Exception {
    failAt(500, Set.of(333));
    try (AuditDelivery delivery = builder().build()) {
      IntStream.range(0, 1_000).forEach(n -> delivery.emit(Events.numbered(n)));

      assertThat(delivery.flush(SOON)).isTrue();

      assertThat(stored())
          .isEqualTo(IntStream.range(0, 1_000).filter(n -> n != 333).boxed().toList());
      assertThat(delivery.statistics().rejected()).isEqualTo(1);
      assertThat(delivery.statistics().acknowledged()).isEqualTo(999);
    }
    assertThat(listener.warnedOf("1 audit events were rejected and set aside")).isTrue();
    assertThat(deadLetters())
        .singleElement()
        .asString()
        .contains("HTTP 500: internal error (10 times, while others got through)", "\"n\":333");
  }

  @Test
  void send_collectorFailsAtSeveralEvents_setsThoseAsideInOrder() throws Exception {
    failAt(500, Set.of(0, 1, 2, 99));
    try (AuditDelivery delivery = builder().build()) {
      IntStream.range(0, 101).forEach(n -> delivery.emit(Events.numbered(n)));

      assertThat(delivery.flush(SOON)).isTrue();
      assertThat(stored()).isEqualTo(IntStream.range(3, 101).filter(n -> n != 99).boxed().toList());
    }
    assertThat(deadLetters()).hasSize(4);
  }

  @Test
  void send_poisonIsTheOnlyEvent_waitsUntilAnotherGetsThrough() throws Exception {
    failAt(500, Set.of(1));
    try (AuditDelivery delivery = builder().build()) {
      delivery.emit(Events.numbered(1));
      eventually("it is tried often", () -> delivery.statistics().sent() >= 40);
      assertThat(delivery.statistics().rejected()).isZero();

      delivery.emit(Events.numbered(2));

      assertThat(delivery.flush(SOON)).isTrue();
      assertThat(stored()).containsExactly(2);
      assertThat(delivery.statistics().rejected()).isEqualTo(1);
    }
  }

  @Test
  void send_collectorFailsAtEverythingForLong_setsNothingAside() throws Exception {
    collector.answering(
        request ->
            collector.requests().size() <= 100
                ? Answer.error(500, "internal error")
                : collector.store(request));
    try (AuditDelivery delivery = builder().build()) {
      IntStream.range(0, 50).forEach(n -> delivery.emit(Events.numbered(n)));

      assertThat(delivery.flush(SOON)).isTrue();
      assertThat(delivery.statistics().rejected()).isZero();
      assertThat(stored()).isEqualTo(IntStream.range(0, 50).boxed().toList());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {501, 502, 503, 504, 429})
  void send_otherStatusAtOneEvent_isTheCollectorsTroubleAndSetsNothingAside(int status)
      throws Exception {
    failAt(status, Set.of(1));
    AuditDelivery delivery = builder().build();
    IntStream.range(0, 5).forEach(n -> delivery.emit(Events.numbered(n)));

    eventually("it is tried often", () -> collector.requests().size() >= 60);

    delivery.close();
    assertThat(delivery.statistics().rejected()).isZero();
    assertThat(delivery.statistics().kept()).isPositive();
  }

  @Test
  void adopt_poisonInTheOtherSpool_holdsUpNobody() throws Exception {
    collector.answering(request -> Answer.error(503, "later"));
    try (AuditDelivery earlier = builder().set(DeliveryOption.PRODUCER, "orders").build()) {
      IntStream.range(0, 20).forEach(n -> earlier.emit(Events.numbered(n)));
    }
    failAt(500, Set.of(7));

    try (AuditDelivery delivery = builder().set(DeliveryOption.PRODUCER, "orders").build()) {
      delivery.emit(Events.numbered(100));

      eventually("all others are there", () -> stored().size() == 20);
      assertThat(stored()).contains(100, 6, 8, 19).doesNotContain(7);
    }
    assertThat(deadLetters()).singleElement().asString().contains("\"n\":7");
    assertThat(listener.warnedOf("of an earlier process were rejected and set aside")).isTrue();
  }

  @Test
  void send_eventOverTheCollectorsLimit_isSetAsideWithTheReason() throws Exception {
    collector.answering(
        request ->
            request.bodyBytes() > 20_000
                ? Answer.error(413, "the body has more than 20000 bytes")
                : collector.store(request));
    try (AuditDelivery delivery = builder().build()) {
      delivery.emit(Events.numbered(1));
      delivery.emit(Events.large(2, 50_000));
      delivery.emit(Events.numbered(3));

      assertThat(delivery.flush(SOON)).isTrue();
      assertThat(stored()).containsExactly(1, 3);
    }
    assertThat(deadLetters())
        .singleElement()
        .asString()
        .contains("HTTP 413: the body has more than 20000 bytes", "\"n\":2");
  }
}
