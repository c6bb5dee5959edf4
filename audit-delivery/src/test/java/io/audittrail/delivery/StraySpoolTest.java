package io.audittrail.delivery;

import static io.audittrail.delivery.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.delivery.TestCollector.Answer;
import io.audittrail.delivery.tool.ToolRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spools that nobody adopts: told, listed, and sent when somebody says so. */
class StraySpoolTest {
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

  private AuditDelivery delivery() {
    return Deliveries.to(collector.url())
        .set(DeliveryOption.SPOOL_DIRECTORY, directory.toString())
        .set(DeliveryOption.PRODUCER, "orders")
        .set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "2000")
        .set(DeliveryOption.BATCH_EVENTS, "3")
        .listener(listener)
        .build();
  }

  /** Leaves events in a spool whose process has ended; returns its directory. */
  private Path leave(int count) throws IOException {
    int port = collector.port();
    collector.close(); // a request that it had not answered yet could still be stored later
    String[] spool = new String[1];
    try (AuditDelivery delivery =
        Deliveries.to(collector.url())
            .set(DeliveryOption.SPOOL_DIRECTORY, directory.toString())
            .set(DeliveryOption.PRODUCER, "orders")
            .set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "1")
            .build()) {
      IntStream.range(0, count).forEach(n -> delivery.emit(Events.numbered(n)));
      spool[0] = delivery.spool();
    }
    collector = TestCollector.startAt(port);
    return Path.of(spool[0]);
  }

  private ToolRun tool(String command, String... more) {
    return ToolRun.of(
        Stream.of(List.of(command, "--dir", directory.toString()), List.of(more))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private void assertToldListedAndSent(Path spool, String why) throws IOException {
    try (AuditDelivery delivery = delivery()) {
      delivery.emit(Events.numbered(100));
      eventually(
          "it is told",
          () -> listener.warnedOf("cannot be adopted: [" + spool.getFileName() + " (" + why));
    }
    assertThat(collector.numbers()).containsExactly(100);
    assertThat(tool("list").lines()).hasSize(2).last().asString().contains("ended", " 7 ");

    ToolRun unnamed = tool("resend", "--url", collector.url());
    assertThat(collector.numbers()).as("%s", unnamed).containsExactly(100);
    assertThat(unnamed.exitCode()).isEqualTo(1);

    ToolRun sent =
        tool(
            "resend",
            "--url",
            collector.url() + "/",
            "--spool",
            "" + spool.getFileName(),
            "--producer",
            "orders");

    assertThat(sent.lines()).last().isEqualTo("7 stored, 0 rejected again, 0 not sent");
    assertThat(sent.exitCode()).isZero();
    assertThat(collector.numbers()).containsExactly(100, 0, 1, 2, 3, 4, 5, 6);
    assertThat(collector.stored().get(7).path("producer").asText())
        .isEqualTo("orders/" + spool.getFileName());
    assertThat(collector.stored().get(7).path("producer_sequence").asInt()).isEqualTo(7);
    assertThat(spool).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "version=2\nproducer=orders\ndestination=http://localhost",
        "version=1\nproducer=or/ders\ndestination=http://localhost",
        "version=1\ndestination=http://localhost",
        "\\u00",
        "\u0000\u0000\u0000\u0000"
      })
  void adopt_propertiesDamaged_areToldListedAndSentByName(String properties) throws Exception {
    Path spool = leave(7);
    Files.writeString(spool.resolve("spool.properties"), properties);

    assertToldListedAndSent(spool, "spool.properties is missing, damaged or of another version");
  }

  @Test
  void adopt_propertiesMissing_areToldListedAndSentByName() throws Exception {
    Path spool = leave(7);
    Files.delete(spool.resolve("spool.properties"));

    assertToldListedAndSent(spool, "spool.properties is missing");
  }

  @Test
  void resend_endedSpool_sendsWhatWaitsInOrderAndItsEnd() throws Exception {
    leave(2_500);

    ToolRun sent = tool("resend", "--url", collector.url());

    assertThat(sent.exitCode()).as("%s", sent).isZero();
    assertThat(sent.lines()).last().isEqualTo("2500 stored, 0 rejected again, 0 not sent");
    assertThat(collector.numbers()).isEqualTo(IntStream.range(0, 2_500).boxed().toList());
    assertThat(collector.requests().get(collector.requests().size() - 1).body().path("producers"))
        .singleElement()
        .satisfies(end -> assertThat(end.path("last_sequence").asInt()).isEqualTo(2_500));
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void resend_lockMissing_sendsWhatWaitsByName() throws Exception {
    Path spool = leave(7);
    Files.delete(spool.resolve("lock"));

    assertToldListedAndSent(spool, "its lock is missing");
  }

  @Test
  void resend_otherDestination_isLeftUnlessItIsNamed() throws Exception {
    Path spool = leave(3);
    String other = collector.url() + "/other";

    ToolRun unnamed = tool("resend", "--url", other);
    assertThat(collector.numbers()).isEmpty();
    assertThat(unnamed.lines().get(0)).contains("3 events wait for " + collector.url());

    assertThat(tool("resend", "--url", other, "--spool", "" + spool.getFileName()).exitCode())
        .isZero();
    assertThat(collector.numbers()).containsExactly(0, 1, 2);
  }

  @Test
  void resend_collectorRefusesOne_keepsThatAsADeadLetter() throws Exception {
    leave(3);
    collector.answering(
        request ->
            request.body().get("audit_events").findValuesAsText("n").contains("1")
                ? Answer.error(400, "bad event")
                : collector.store(request));

    ToolRun sent = tool("resend", "--url", collector.url());

    assertThat(sent.exitCode()).isEqualTo(1);
    assertThat(sent.lines()).last().isEqualTo("2 stored, 1 rejected again, 0 not sent");
    assertThat(collector.numbers()).containsExactly(0, 2);
    assertThat(tool("inspect").lines())
        .singleElement()
        .asString()
        .contains("rejected", "bad event");
  }

  @Test
  void resend_collectorFailsAtOneDeadLetter_sendsTheOthers() throws Exception {
    collector.answering(request -> Answer.error(400, "not yet"));
    try (AuditDelivery delivery = delivery()) {
      IntStream.range(0, 3).forEach(n -> delivery.emit(Events.numbered(n)));
    }
    collector.answering(
        request ->
            request.body().get("audit_events").findValuesAsText("n").contains("0")
                ? Answer.error(500, "internal error")
                : collector.store(request));

    ToolRun sent = tool("resend", "--url", collector.url());

    assertThat(sent.lines()).last().isEqualTo("2 stored, 1 rejected again, 0 not sent");
    assertThat(collector.numbers()).containsExactly(1, 2);
  }

  @Test
  void resend_collectorInTrouble_keepsEverything() throws Exception {
    leave(3);
    collector.answering(request -> Answer.error(503, "later"));

    ToolRun sent = tool("resend", "--url", collector.url());

    assertThat(sent.exitCode()).isEqualTo(1);
    assertThat(sent.lines()).contains("0 stored, 0 rejected again, 3 not sent");
    assertThat(tool("list").lines()).last().asString().contains(" 3 ");
  }

  @Test
  void resend_runningSpool_leavesWhatWaits() throws Exception {
    collector.answering(request -> Answer.error(503, "later"));
    try (AuditDelivery delivery = delivery()) {
      delivery.emit(Events.numbered(1));

      assertThat(tool("resend", "--url", collector.url()).lines())
          .containsExactly("0 stored, 0 rejected again, 0 not sent");
      collector.answering(collector::store);
    }
    assertThat(collector.numbers()).containsExactly(1);
  }

  @Test
  void open_spoolsWithNothingButDeadLetters_areToldOnce() throws Exception {
    collector.answering(request -> Answer.error(400, "never"));
    for (int n = 0; n < 3; n++) {
      try (AuditDelivery delivery = delivery()) {
        delivery.emit(Events.numbered(n));
      }
    }
    listener.warnings.clear();

    delivery().close();
    try (AuditDelivery delivery = delivery()) {
      eventually(
          "it is told",
          () -> listener.warnedOf("3 earlier spools in " + directory + " hold nothing but"));
    }
  }
}
