package io.audittrail.delivery;

import static io.audittrail.delivery.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.delivery.TestCollector.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries whose events wait in files. */
class FileDeliveryTest {
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
        .set(DeliveryOption.SPOOL_DIRECTORY, directory.toString())
        .set(DeliveryOption.PRODUCER, "orders")
        .set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "20000")
        .listener(listener);
  }

  private List<Path> spools() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  private static List<Integer> sequences(List<JsonNode> events) {
    return events.stream().map(event -> event.path("producer_sequence").asInt()).toList();
  }

  /** What collectors were told of ends, once each: an attempt that failed told it, too. */
  private List<JsonNode> ends() {
    Set<JsonNode> ends = new LinkedHashSet<>();
    collector.requests().forEach(request -> request.body().path("producers").forEach(ends::add));
    return List.copyOf(ends);
  }

  /** A request that was given up may reach the collector late: each event once, as in a store. */
  private Set<Integer> numbers() {
    return new TreeSet<>(collector.numbers());
  }

  /** Leaves events behind, because the collector takes none. */
  private void leaveBehind(int from, int to) {
    collector.answering(request -> Answer.error(503, "later"));
    try (AuditDelivery delivery =
        builder().set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "10").build()) {
      IntStream.range(from, to).forEach(n -> delivery.emit(Events.numbered(n)));
    }
    collector.answering(collector::store);
  }

  @Test
  void close_everythingDelivered_reportsTheLastNumberAndLeavesNothing() throws Exception {
    AuditDelivery delivery = builder().build();
    IntStream.range(0, 5).forEach(n -> delivery.emit(Events.numbered(n)));
    String id = Path.of(delivery.spool()).getFileName().toString();

    delivery.close();

    assertThat(sequences(collector.stored())).containsExactly(1, 2, 3, 4, 5);
    assertThat(collector.stored())
        .allMatch(event -> event.path("producer").asText().equals("orders/" + id));
    assertThat(ends()).hasSize(1);
    assertThat(ends().get(0).path("producer").asText()).isEqualTo("orders/" + id);
    assertThat(ends().get(0).path("last_sequence").asInt()).isEqualTo(5);
    assertThat(spools()).isEmpty();
  }

  @Test
  void close_afterAFlush_reportsTheLastNumberInARequestOfItsOwn() throws Exception {
    AuditDelivery delivery = builder().build();
    delivery.emit(Events.numbered(1));
    assertThat(delivery.flush(SOON)).isTrue();

    delivery.close();

    assertThat(collector.requests()).hasSize(2);
    assertThat(ends()).hasSize(1);
    assertThat(ends().get(0).path("last_sequence").asInt()).isEqualTo(1);
  }

  @Test
  void close_withoutAnyEvent_sendsNothing() throws Exception {
    builder().build().close();

    assertThat(collector.requests()).isEmpty();
    assertThat(spools()).isEmpty();
  }

  @Test
  void close_collectorThatTakesNothing_keepsEverythingForTheNextDelivery() throws Exception {
    leaveBehind(0, 7);
    assertThat(listener.warnings)
        .anyMatch(told -> told.startsWith("7 events wait in " + directory));
    assertThat(spools()).hasSize(1);

    try (AuditDelivery next = builder().build()) {
      next.emit(Events.numbered(100));
      eventually("all are sent", () -> numbers().size() == 8);
      assertThat(next.statistics().acknowledged()).isLessThanOrEqualTo(1);
    }

    assertThat(numbers()).contains(100, 0, 1, 2, 3, 4, 5, 6);
    assertThat(ends()).hasSize(2);
    assertThat(spools()).isEmpty();
  }

  @Test
  void close_rightAfterTheStart_sendsWhatEarlierOnesLeft() throws Exception {
    leaveBehind(0, 3);

    builder().build().close();

    assertThat(numbers()).containsExactly(0, 1, 2);
    assertThat(spools()).isEmpty();
  }

  @Test
  void open_spoolOfAnotherProducerOrCollector_isLeftAlone() throws Exception {
    leaveBehind(0, 3);

    builder().set(DeliveryOption.PRODUCER, "billing").build().close();
    builder().set(DeliveryOption.URL, collector.url() + "/other").build().close();

    assertThat(collector.numbers()).isEmpty();
    assertThat(spools()).hasSize(1);
  }

  @Test
  void emit_afterClose_isKeptAndSentByTheNextDelivery() throws Exception {
    AuditDelivery delivery = builder().build();
    delivery.emit(Events.numbered(1));
    delivery.close();

    delivery.emit(Events.numbered(2));
    delivery.emit(Events.numbered(3));

    assertThat(delivery.statistics().kept()).isEqualTo(2);
    assertThat(delivery.statistics().dropped()).isZero();
    eventually("the late spool is given up", () -> hasNoOwner());
    builder().build().close();
    assertThat(collector.numbers()).containsExactly(1, 2, 3);
  }

  private boolean hasNoOwner() {
    return Stream.of(directory.toFile().list())
        .noneMatch(id -> System.getProperty("io.audittrail.spool." + id) != null);
  }

  @Test
  void emit_rejectedEvent_isKeptWithItsReasonAndHoldsUpNobody() throws Exception {
    collector.answering(
        request ->
            Answer.of(
                200,
                "{\"status\":\"ok\",\"stored\":"
                    + (request.events() - 1)
                    + ",\"duplicates\":0,\"rejected\":[{\"index\":0,\"message\":\"bad tenant\"}]}"));
    AuditDelivery delivery = builder().build();
    delivery.emit(Events.numbered(1));
    delivery.emit(Events.numbered(2));

    delivery.close();

    assertThat(delivery.statistics().rejected()).isEqualTo(1);
    assertThat(delivery.statistics().acknowledged()).isEqualTo(1);
    assertThat(spools()).hasSize(1);
    String letter = Files.readString(spools().get(0).resolve("dead-letters.jsonl"));
    assertThat(letter).contains(": bad tenant\"", "\"n\":1", "\"producer_sequence\":1");
  }

  @Test
  void emit_typeThatMayBeDropped_isDroppedOnlyUnderPressure() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    collector.answering(
        request -> {
          open.await();
          return collector.store(request);
        });
    AuditDelivery delivery =
        builder()
            .set(DeliveryOption.SPOOL_BYTES, "2097152")
            .set(DeliveryOption.DROP_TYPES, "trigger_*")
            .build();
    int count = 0;
    while (delivery.statistics().dropped() == 0 && count < 100) {
      delivery.emit(Events.large(count++, 100_000));
    }

    assertThat(count).isBetween(16, 19);
    open.countDown();
    delivery.close();
    assertThat(collector.stored())
        .anyMatch(event -> event.path("reason").asText().equals("under_pressure"));
  }

  @Test
  void emit_syncAlways_returnsWhenTheDiskHasIt() throws Exception {
    try (AuditDelivery delivery = builder().set(DeliveryOption.SYNC, "always").build()) {
      List<Thread> emitters = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int first = i * 10;
        emitters.add(
            new Thread(
                () -> {
                  for (int n = 0; n < 10; n++) {
                    delivery.emit(Events.numbered(first + n));
                  }
                }));
      }
      emitters.forEach(Thread::start);
      for (Thread emitter : emitters) {
        emitter.join();
      }

      assertThat(delivery.flush(SOON)).isTrue();
      assertThat(collector.numbers()).hasSize(40);
      assertThat(listener.warnings).isEmpty();
    }
  }

  /** With no time to wait, what is waited for is told. */
  @Test
  void emit_afterCloseWithSyncAlways_waitsForTheDiskAsWell() throws Exception {
    AuditDelivery delivery =
        builder()
            .set(DeliveryOption.SYNC, "always")
            .set(DeliveryOption.FULL_WAIT_MILLIS, "0")
            .build();
    delivery.close();

    delivery.emit(Events.numbered(1));

    assertThat(delivery.statistics().kept()).isEqualTo(1);
    assertThat(listener.warnedOf("were not forced to the disk in time")).isTrue();
  }

  @Test
  void build_directoryThatIsAFile_namesSettingPathAndReason() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> builder().set(DeliveryOption.SPOOL_DIRECTORY, file.toString()).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("spoolDirectory was " + file + ", which cannot hold a spool: ")
        .hasMessageContaining("or memory");
  }

  @Test
  void build_directoryThatIsAFileWithMemoryInstead_deliversFromMemoryAndSaysSo() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");

    try (AuditDelivery delivery =
        builder()
            .set(DeliveryOption.SPOOL_DIRECTORY, file.toString())
            .memoryIfNoDirectory()
            .build()) {
      delivery.emit(Events.numbered(1));
      assertThat(delivery.flush(SOON)).isTrue();
      assertThat(delivery.spool()).isEqualTo("memory");
    }

    assertThat(collector.numbers()).containsExactly(1);
    assertThat(listener.warnedOf("events wait in memory, and end with the process")).isTrue();
  }
}
