package io.audittrail.log4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.delivery.DeliveryOption;
import io.audittrail.event.AuditEvent;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppenderSettingsTest {
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

  private static AuditEvent event() {
    return AuditEvent.of(DocumentedEventType.LOGIN_SUCCESS).actor("u", "t").build();
  }

  private List<String> linesAbout(Log4jContext log4j) {
    return status.lines().stream().filter(line -> line.contains(log4j.appenderName())).toList();
  }

  @Test
  void builder_hasOneAttributeForEachDeliveryOption() {
    List<String> attributes =
        Arrays.stream(AuditCollectorBuilder.class.getDeclaredFields())
            .filter(field -> field.isAnnotationPresent(PluginBuilderAttribute.class))
            .map(Field::getName)
            .toList();

    assertThat(attributes)
        .containsAll(Arrays.stream(DeliveryOption.values()).map(DeliveryOption::key).toList())
        .contains("actorUserMdcKey", "actorTenantMdcKey")
        .hasSize(DeliveryOption.values().length + 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "batchEvents=\"0\"|batchEvents was 0",
        "batchEvents=\"many\"|batchEvents was many",
        "whenFull=\"PANIC\"|whenFull was PANIC",
        "compression=\"zip\"|compression was zip",
        "proxy=\"nowhere\"|proxy was nowhere",
        "tokenFile=\"/does/not/exist\"|tokenFile was /does/not/exist",
        "token=\"${env:NO_SUCH_VARIABLE_ANYWHERE}\"|token was \"${env:NO_SUCH_VARIABLE_ANYWHERE}\"",
      })
  void build_withABadSetting_tellsWhichAndMakesNoAppender(String attribute, String told) {
    try (Log4jContext log4j = Log4jContext.withAppender(server.attributes() + attribute)) {
      assertThat(log4j.appender()).isNull();
      assertThat(linesAbout(log4j))
          .anyMatch(
              line ->
                  line.startsWith("ERROR")
                      && line.replace("\"", "").contains(told.replace("\"", "")));
    }
  }

  @Test
  void build_withoutAUrl_tellsSoAndMakesNoAppender() {
    try (Log4jContext log4j = Log4jContext.withAppender("")) {
      assertThat(log4j.appender()).isNull();
      assertThat(linesAbout(log4j))
          .anyMatch(line -> line.contains("cannot be made: url") && line.startsWith("ERROR"));
    }
  }

  @Test
  void build_withAMisspeltAttribute_tellsItsName() throws Exception {
    try (Log4jContext log4j = Log4jContext.withAppender(server.attributes() + "batchEvent=\"1\"")) {
      log4j.logger().info("{}", event());
      server.next();
      assertThat(status.lines())
          .anyMatch(line -> line.contains("invalid element or attribute \"batchEvent\""));
    }
  }

  @Test
  void token_isSentAsBearerAndNeverTold() throws Exception {
    try (Log4jContext log4j =
        Log4jContext.withAppender(server.attributes() + "token=\"secret-of-the-test\"")) {
      log4j.logger().info("{}", event());
      assertThat(server.nextAuthorization()).isEqualTo("Bearer secret-of-the-test");
      assertThat(log4j.appender().toString()).doesNotContain("secret-of-the-test");
    }
    assertThat(status.lines()).noneMatch(line -> line.contains("secret-of-the-test"));
  }

  @Test
  void reconfigure_withEqualSettings_keepsTheDelivery() throws Exception {
    try (Log4jContext log4j = Log4jContext.withAppender(server.attributes())) {
      log4j.logger().info("{}", event());
      log4j.configure(server.attributes());
      log4j.logger().info("{}", event());

      server.next(2);
      assertThat(log4j.appender().statistics().emitted()).isEqualTo(2);
    }
  }

  @Test
  void reconfigure_withOtherSettings_drainsTheOldDeliveryAndOpensANewOne() throws Exception {
    try (Log4jContext log4j =
        Log4jContext.withAppender(server.attributes() + "batchDelayMillis=\"5000\"")) {
      AuditCollectorAppender old = log4j.appender();
      log4j.logger().info("{}", event());
      log4j.configure(server.attributes() + "batchDelayMillis=\"1\"");

      assertThat(server.rest()).hasSize(1);
      assertThat(old.statistics().acknowledged()).isEqualTo(1);
      log4j.logger().info("{}", event());
      server.next();
      assertThat(log4j.appender().statistics().emitted()).isEqualTo(1);
    }
  }

  @Test
  void twoAppenders_withEqualSettings_shareADeliveryThatOutlivesTheFirst() throws Exception {
    try (Log4jContext second = Log4jContext.withAppender(server.attributes())) {
      try (Log4jContext first = Log4jContext.withAppender(server.attributes())) {
        first.logger().info("{}", event());
      }
      second.logger().info("{}", event());

      server.next(2);
      assertThat(second.appender().statistics().emitted()).isEqualTo(2);
    }
  }
}
