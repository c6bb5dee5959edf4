package io.audittrail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.delivery.TestCollector.Answer;
import io.audittrail.delivery.TestCollector.Request;
import io.audittrail.delivery.tool.SpoolTool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tool as a process of its own, on spools of this one. */
@Timeout(120)
class SpoolToolTest {
  @TempDir Path directory;
  private TestCollector collector;

  private record Ended(int exitCode, List<String> lines) {}

  @BeforeEach
  void start() throws Exception {
    collector = TestCollector.start();
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  private Ended tool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SpoolTool.class.getName());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    process.getInputStream().transferTo(said);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), said.toString(StandardCharsets.UTF_8).lines().toList());
  }

  private AuditDelivery delivery() {
    return Deliveries.to(collector.url())
        .set(DeliveryOption.SPOOL_DIRECTORY, directory.toString())
        .set(DeliveryOption.PRODUCER, "orders")
        .set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "10000")
        .set(DeliveryOption.RETRY_MIN_MILLIS, "60000")
        .set(DeliveryOption.RETRY_MAX_MILLIS, "60000")
        .build();
  }

  private Answer rejectAll(Request request) {
    StringBuilder rejected = new StringBuilder();
    for (int i = 0; i < request.events(); i++) {
      rejected.append(i == 0 ? "" : ",").append("{\"index\":").append(i);
      rejected.append(",\"message\":\"tenant is locked\"}");
    }
    return Answer.of(
        200, "{\"status\":\"ok\",\"stored\":0,\"duplicates\":0,\"rejected\":[" + rejected + "]}");
  }

  @Test
  void listAndInspect_spoolInUse_showWhatWaits() throws Exception {
    collector.answering(request -> Answer.error(503, "later"));
    AuditDelivery delivery = delivery();
    delivery.emit(Events.numbered(41));
    delivery.emit(Events.numbered(42));
    try {
      Ended list = tool("spool", "list", "--dir", directory.toString());
      Ended inspect = tool("inspect", "--dir=" + directory);
      Ended verify = tool("verify", "--dir", directory.toString());

      assertThat(list.exitCode()).isZero();
      assertThat(list.lines()).hasSize(2);
      assertThat(list.lines().get(1))
          .containsPattern("^[0-9a-f]{16} +running +orders +2 ")
          .contains(collector.url());
      assertThat(inspect.lines()).hasSize(2);
      assertThat(inspect.lines().get(1))
          .contains("\"state\":\"waiting\"", "\"producer_sequence\":2", "\"n\":42");
      assertThat(verify.exitCode()).isZero();
      assertThat(verify.lines()).singleElement().asString().contains("2 records are whole, 0 ");
    } finally {
      collector.answering(collector::store);
      delivery.close();
    }
  }

  @Test
  void resend_whatIsAcceptedNow_leavesTheSpoolAndWhatIsNotStays() throws Exception {
    collector.answering(this::rejectAll);
    try (AuditDelivery delivery = delivery()) {
      delivery.emit(Events.numbered(1));
      delivery.emit(Events.numbered(2));
    }

    Ended inspect = tool("inspect", "--dir", directory.toString());
    Ended again = tool("resend", "--dir", directory.toString(), "--url", collector.url());
    collector.answering(collector::store);
    Ended stored = tool("resend", "--dir", directory.toString(), "--url", collector.url() + "/");

    assertThat(inspect.lines()).hasSize(2);
    assertThat(inspect.lines().get(0)).contains("\"state\":\"rejected\"", "tenant is locked");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.lines()).last().isEqualTo("0 stored, 2 rejected again, 0 not sent");
    assertThat(stored.exitCode()).isZero();
    assertThat(stored.lines()).last().isEqualTo("2 stored, 0 rejected again, 0 not sent");
    assertThat(collector.numbers()).containsExactly(1, 2);
    assertThat(collector.stored().get(1).get("producer_sequence").asInt()).isEqualTo(2);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void verify_damagedSegment_saysWhereAndFails() throws Exception {
    collector.answering(request -> Answer.error(503, "later"));
    AuditDelivery delivery = delivery();
    delivery.emit(Events.numbered(1));
    delivery.emit(Events.numbered(2));
    try {
      try (Stream<Path> files = Files.walk(directory)) {
        Path segment = files.filter(file -> file.endsWith("segment-0")).findFirst().orElseThrow();
        byte[] bytes = Files.readAllBytes(segment);
        bytes[40] ^= 1;
        Files.write(segment, bytes);
      }

      Ended verify = tool("verify", "--dir", directory.toString());

      assertThat(verify.exitCode()).isEqualTo(1);
      assertThat(verify.lines()).anyMatch(line -> line.contains("segment-0: "));
    } finally {
      collector.answering(collector::store);
      delivery.close();
    }
  }

  @Test
  void tool_calledWrongly_saysWhatIsAllowed() throws Exception {
    Ended unknown = tool("erase", "--dir", directory.toString());

    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.lines().get(0)).contains("known are list, inspect, resend and verify");
    assertThat(tool("list").lines().get(0)).contains("--dir is missing");
    assertThat(tool("list", "--dri", "x").lines().get(0)).contains("unknown option --dri");
    assertThat(tool("--help").exitCode()).isZero();
  }
}
