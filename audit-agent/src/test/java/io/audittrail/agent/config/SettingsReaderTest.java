package io.audittrail.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audittrail.delivery.AuditDelivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
  private static AgentSettings read(
      String arguments, Map<String, String> system, Map<String, String> environment) {
    Properties properties = new Properties();
    properties.putAll(system);
    return new SettingsReader(properties, environment).read(arguments);
  }

  @Test
  void sources_areAskedInDocumentedOrder(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("audit.properties");
    Files.writeString(
        file, "url=http://file\nactorUserMdcKey=file\nactorTenantMdcKey=file\nannotations=a.File");
    AgentSettings settings =
        read(
            "url=http://arguments,config=" + file,
            Map.of("audit.url", "http://system", "audit.actorUserMdcKey", "system", "user", "x"),
            Map.of(
                "AUDIT_URL", "http://environment",
                "AUDIT_ACTOR_USER_MDC_KEY", "environment",
                "AUDIT_ACTOR_TENANT_MDC_KEY", "environment"));

    assertThat(settings.url()).isEqualTo("http://arguments");
    assertThat(settings.userMdcKey()).isEqualTo("system");
    assertThat(settings.tenantMdcKey()).isEqualTo("environment");
    assertThat(settings.annotations()).containsExactly("a.File");
  }

  @ParameterizedTest
  @CsvSource({
    "agent.enabld=false, agent.enabled",
    "URL=http://x, url",
    "spool_bytes=1, spoolBytes",
    "annotation=a.B, annotations"
  })
  void unknownKey_isRefusedWithTheNearest(String argument, String nearest) {
    assertThatThrownBy(() -> read(argument, Map.of(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not known, the nearest is " + nearest)
        .hasMessageContaining("the agent's arguments");
  }

  @Test
  void unknownSystemProperty_isRefused() {
    assertThatThrownBy(() -> read("", Map.of("audit.tokn", "x"), Map.of()))
        .hasMessage(
            "setting \"tokn\" is not known, the nearest is token (in system property audit.tokn)");
  }

  @Test
  void unknownVariable_isIgnoredWithWarning() {
    AgentSettings settings = read("", Map.of(), Map.of("AUDIT_TOKN", "x", "PATH", "/bin"));

    assertThat(settings.warnings())
        .containsExactly(
            "environment variable AUDIT_TOKN is not known and ignored, the nearest is AUDIT_TOKEN");
  }

  @Test
  void emptyVariable_isNotSet() {
    assertThat(read("", Map.of(), Map.of("AUDIT_ACTOR_USER_MDC_KEY", "")).userMdcKey()).isNull();
  }

  @Test
  void disabledAgent_looksAtNothingElse() {
    AgentSettings settings = read("nonsense=1,agent.enabled=FALSE", Map.of(), Map.of());

    assertThat(settings.enabled()).isFalse();
  }

  @Test
  void variable_ofKey_isInUpperCase() {
    assertThat(SettingKeys.variable("spoolBytes")).isEqualTo("AUDIT_SPOOL_BYTES");
    assertThat(SettingKeys.variable("agent.enabled")).isEqualTo("AUDIT_AGENT_ENABLED");
    assertThat(SettingKeys.all())
        .allSatisfy(
            key -> assertThat(SettingKeys.ofVariable(SettingKeys.variable(key))).isEqualTo(key));
  }

  @Test
  void annotations_haveSeveralSeparators() {
    assertThat(read("annotations=a.B:c.D;e.F", Map.of(), Map.of()).annotations())
        .containsExactly("a.B", "c.D", "e.F");
    assertThat(read("", Map.of("audit.annotations", "a.B, c.D"), Map.of()).annotations())
        .containsExactly("a.B", "c.D");
  }

  @ParameterizedTest
  @CsvSource({
    "whenFull=fail, 'whenFull was fail, allowed in the agent are WAIT and DROP'",
    "batchEvents=many, batchEvents"
  })
  void deliveryOption_thatIsNotAllowed_isRefusedWithItsSource(String argument, String message) {
    AgentSettings settings = read(argument, Map.of(), Map.of());

    assertThatThrownBy(() -> settings.applyTo(AuditDelivery.builder()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageEndingWith("(in the agent's arguments)");
  }
}
