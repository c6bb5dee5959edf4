package io.audittrail.agent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.agent.report.AgentReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptureGuardTest {
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final AgentReport report =
      new AgentReport(new PrintStream(told, true, StandardCharsets.UTF_8), false);
  private final CaptureGuard guard = new CaptureGuard(report);

  @Test
  void trouble_ofCapture_isCountedAndToldAtBoundedRate() {
    for (int i = 0; i < 100; i++) {
      guard.run(
          "acme.Service.method",
          () -> {
            throw new AssertionError("bad");
          });
    }

    assertThat(report.lostEvents()).isEqualTo(100);
    assertThat(told.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .contains("lost an event of acme.Service.method (1 lost so far)", "bad");
    assertThat(guard.stack().isCapturing()).isFalse();
  }

  @Test
  void completion_withinCapture_leavesItCapturing() {
    List<String> captured = new ArrayList<>();
    guard.run(
        "outer",
        () -> {
          guard.run("completion", () -> captured.add("completion"));
          captured.add("outer, capturing " + guard.stack().isCapturing());
        });

    assertThat(captured).containsExactly("completion", "outer, capturing true");
    assertThat(guard.stack().isCapturing()).isFalse();
  }
}
