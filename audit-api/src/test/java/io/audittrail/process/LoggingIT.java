package io.audittrail.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.audittrail.event.AuditEvent;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.simple.SimpleLogger;

/** What becomes of events and actors with SLF4J, without a provider, and without SLF4J. */
class LoggingIT {
  private static final String WITHOUT_SLF4J = JavaProcess.pathOf(AuditEvent.class, LoggingIT.class);
  private static final String WITHOUT_PROVIDER =
      JavaProcess.pathOf(AuditEvent.class, LoggingIT.class, Logger.class);
  private static final String WITH_PROVIDER =
      JavaProcess.pathOf(AuditEvent.class, LoggingIT.class, Logger.class, SimpleLogger.class);

  @Test
  void context_withoutSlf4j_works() throws Exception {
    JavaProcess.Result result = JavaProcess.run("-cp", WITHOUT_SLF4J, name(ContextProgram.class));

    assertContextWorks(result);
    assertThat(result.err()).isEmpty();
  }

  @Test
  void context_withoutAProvider_works() throws Exception {
    assertContextWorks(JavaProcess.run("-cp", WITHOUT_PROVIDER, name(ContextProgram.class)));
  }

  @Test
  void context_withAnMdcThatThrows_works() throws Exception {
    assertContextWorks(
        JavaProcess.run(
            "-Dslf4j.provider=" + name(MdcProvider.Broken.class),
            "-cp",
            WITHOUT_PROVIDER,
            name(ContextProgram.class)));
  }

  @Test
  void context_withAnMdc_isMirroredAndTakenBack() throws Exception {
    JavaProcess.Result result =
        JavaProcess.run(
            "-Dslf4j.provider=" + name(MdcProvider.class),
            "-cp",
            WITHOUT_PROVIDER,
            name(MdcProgram.class));

    assertThat(result.out())
        .containsExactly("null null", "jo acme", "kim null", "jo acme", "null null", "jo acme");
  }

  @Test
  void logger_withAProvider_writesTheTextForm() throws Exception {
    JavaProcess.Result result = JavaProcess.run("-cp", WITH_PROVIDER, name(LoggerProgram.class));

    assertThat(result.out()).containsExactly("0");
    assertThat(result.err()).hasSize(3);
    String line = result.err().get(2);
    String text = line.substring(line.indexOf('{'));
    assertThat(new ObjectMapper().readTree(text).at("/audit_events/0/event_id").asText())
        .isEqualTo("e-2");
  }

  @Test
  void logger_whoseLevelRefuses_countsAndReportsOnce() throws Exception {
    assertRefusedAndReportedOnce(
        JavaProcess.run(
            "-Dorg.slf4j.simpleLogger.log.audit=warn",
            "-cp",
            WITH_PROVIDER,
            name(LoggerProgram.class)));
  }

  @Test
  void logger_withoutAProvider_countsAndReportsOnce() throws Exception {
    assertRefusedAndReportedOnce(
        JavaProcess.run("-cp", WITHOUT_PROVIDER, name(LoggerProgram.class)));
  }

  private static void assertRefusedAndReportedOnce(JavaProcess.Result result) {
    assertThat(result.exitValue()).isZero();
    assertThat(result.out()).containsExactly("3");
    assertThat(result.err().stream().filter(line -> !line.startsWith("SLF4J")))
        .containsExactly(
            "audit: the logger \"audit\" refused an event of type login_success: it needs an SLF4J"
                + " provider and level INFO for the marker AUDIT; further events that it refuses"
                + " are only counted");
  }

  private static void assertContextWorks(JavaProcess.Result result) {
    assertThat(result.exitValue()).as("%s", result.err()).isZero();
    assertThat(result.out()).hasSize(3);
    assertThat(result.out().get(0)).isEqualTo("Actor[user=kim, tenant=null]");
    assertThat(result.out().get(1))
        .contains("\"actor_user_id\":\"jo\",\"actor_tenant_id\":\"acme\"");
    assertThat(result.out().get(2)).isEqualTo("null");
  }

  private static String name(Class<?> type) {
    return type.getName();
  }
}
