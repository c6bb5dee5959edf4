package io.audittrail.log4j;

import static io.audittrail.catalogue.DocumentedEventType.LOGIN_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audittrail.delivery.SpoolFullException;
import io.audittrail.event.AuditEvent;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.core.appender.AppenderLoggingException;
import org.apache.logging.log4j.core.config.AppenderControl;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.StringMapMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditCollectorAppenderTest {
  private static final String LARGE = "x".repeat(200_000);

  private IngestServer server;
  private StatusLog status;

  @BeforeEach
  void start() throws Exception {
    server = new IngestServer();
    status = new StatusLog();
  }

  @AfterEach
  void stop() {
    status.stop();
    server.close();
  }

  private Log4jContext log4j(String more) {
    return Log4jContext.withAppender(attributes(more));
  }

  private String attributes(String more) {
    return server.attributes() + more;
  }

  private static AuditEvent event() {
    return AuditEvent.of(LOGIN_SUCCESS).actor("u", "t").build();
  }

  private static AuditEvent largeEvent() {
    return AuditEvent.of(LOGIN_SUCCESS).actor("u", "t").message(LARGE).build();
  }

  @Test
  void append_ofAnOrdinaryLine_ignoresItAndReportsTheFirst() throws Exception {
    try (Log4jContext log4j = log4j("")) {
      log4j.logger().info("an ordinary line");
      log4j.logger().info("another {}", 1);
      log4j.logger().info("{}", event());

      server.next();
      assertThat(log4j.appender().ignored()).isEqualTo(2);
      assertThat(log4j.appender().failed()).isZero();
      assertThat(status.lines())
          .filteredOn(line -> line.contains(log4j.appenderName()))
          .singleElement()
          .asString()
          .startsWith("WARN")
          .contains("ignored a log event of logger \"app\"", "no audit event", "event_type");
    }
  }

  @Test
  void append_ofABadValue_isReportedAndCountedAndLeavesTheApplicationAlone() throws Exception {
    try (Log4jContext log4j = log4j("")) {
      log4j.logger().info(new StringMapMessage().with("event_type", "log in"));
      log4j.logger().info("{}", event());

      server.next();
      assertThat(log4j.appender().failed()).isEqualTo(1);
      assertThat(status.lines())
          .filteredOn(line -> line.contains(log4j.appenderName()))
          .singleElement()
          .asString()
          .contains("event_type was \"log in\", allowed is [A-Za-z0-9_.-]{1,64}");
    }
  }

  @Test
  void append_ofABadValueWithoutIgnoreExceptions_reachesTheCaller() {
    try (Log4jContext log4j = log4j("ignoreExceptions=\"false\"")) {
      assertThatThrownBy(
              () -> log4j.logger().info(new StringMapMessage().with("event_type", "log in")))
          .isInstanceOf(AppenderLoggingException.class)
          .hasRootCauseInstanceOf(IllegalArgumentException.class)
          .hasRootCauseMessage("event_type was \"log in\", allowed is [A-Za-z0-9_.-]{1,64}");
    }
  }

  @Test
  void append_ofAnEventOverTheLimit_reachesTheCallerAndTheOneBesideItTheCollector()
      throws Exception {
    AuditEvent tooLarge =
        AuditEvent.of(LOGIN_SUCCESS).actor("u", "t").message("x".repeat(300_000)).build();
    AuditEvent good = event();
    try (Log4jContext log4j = log4j("ignoreExceptions=\"false\" whenFull=\"FAIL\"")) {
      assertThatThrownBy(() -> log4j.logger().info("{} {}", tooLarge, good))
          .isInstanceOf(AppenderLoggingException.class)
          .hasRootCauseInstanceOf(IllegalArgumentException.class)
          .rootCause()
          .hasMessageContaining("allowed are at most 262144");

      assertThat(server.next().get("event_id").asText()).isEqualTo(good.id());
      assertThat(log4j.appender().statistics().rejected()).isEqualTo(1);
    }
  }

  @Test
  void append_whenTheSpoolIsFullWithPolicyFail_reachesTheCaller() {
    server.answer(503);
    String failing = "whenFull=\"FAIL\" spoolBytes=\"1048576\" closeTimeoutMillis=\"10\"";
    try (Log4jContext log4j = log4j(failing + " ignoreExceptions=\"false\"")) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 20; i++) {
                  log4j.logger().info("{}", largeEvent());
                }
              })
          .isInstanceOf(AppenderLoggingException.class)
          .hasRootCauseInstanceOf(SpoolFullException.class);
    }
  }

  @Test
  void append_whenTheSpoolIsFullAndExceptionsAreIgnored_leavesTheApplicationAlone() {
    server.answer(503);
    String failing = "whenFull=\"FAIL\" spoolBytes=\"1048576\" closeTimeoutMillis=\"10\"";
    try (Log4jContext log4j = log4j(failing)) {
      assertThatCode(
              () -> {
                for (int i = 0; i < 20; i++) {
                  log4j.logger().info("{}", largeEvent());
                }
              })
          .doesNotThrowAnyException();
      assertThat(log4j.appender().statistics().dropped()).isPositive();
      assertThat(status.lines())
          .filteredOn(line -> line.contains(log4j.appenderName()))
          .isNotEmpty()
          .hasSizeLessThan(10);
    }
  }

  @Test
  void append_ofWhatTheFilterDenies_doesNothing() throws Exception {
    try (Log4jContext log4j = log4j("")) {
      log4j.configureXml(
          """
          <Configuration shutdownHook="disable">
            <Appenders>
              <AuditCollector name="NAME" %s>
                <MarkerFilter marker="AUDIT" onMatch="ACCEPT" onMismatch="DENY"/>
              </AuditCollector>
            </Appenders>
            <Loggers><Root level="info"><AppenderRef ref="NAME"/></Root></Loggers>
          </Configuration>
          """
              .formatted(attributes("")));
      AuditEvent marked = event();
      log4j.logger().info("{}", event());
      log4j.logger().info(MarkerManager.getMarker("AUDIT"), "{}", marked);

      assertThat(server.next().get("event_id").asText()).isEqualTo(marked.id());
      assertThat(log4j.appender().ignored()).isZero();
    }
  }

  @Test
  void stop_drainsWhatWasEmitted() {
    try (Log4jContext log4j = log4j("batchDelayMillis=\"5000\"")) {
      for (int i = 0; i < 10; i++) {
        log4j.logger().info("{}", event());
      }
    }

    assertThat(server.rest()).hasSize(10);
  }

  @Test
  void stop_whenTheCollectorDoesNotAnswer_endsWithinTheBoundAndTells() {
    server.answer(503);
    AuditCollectorAppender appender;
    long before = System.nanoTime();
    try (Log4jContext log4j = log4j("closeTimeoutMillis=\"200\"")) {
      appender = log4j.appender();
      log4j.logger().info("{}", event());
    }

    assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
    assertThat(appender.statistics().kept()).isEqualTo(1);
    assertThat(status.lines()).anyMatch(line -> line.startsWith("ERROR AuditCollector: "));
  }

  @Test
  void append_afterStop_isKeptForTheNextProcessAndTold() throws Exception {
    Log4jContext log4j = log4j("");
    AuditCollectorAppender appender = log4j.appender();
    var control = new AppenderControl(appender, null, null);
    log4j.close();

    control.callAppender(Log4jLogEvent.newBuilder().setMessage(new ObjectMessage(event())).build());

    assertThat(appender.statistics().kept()).isEqualTo(1);
    assertThat(status.lines())
        .anyMatch(
            line -> line.contains("non-started appender") && line.contains(log4j.appenderName()));
  }
}
