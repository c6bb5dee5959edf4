package io.audittrail.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.collector.Jar;
import io.audittrail.delivery.AuditDelivery;
import io.audittrail.delivery.DeliveryOption;
import io.audittrail.event.AuditEvent;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The collector's jar has the tool for spools, too. */
class SpoolCommandIT {
  @TempDir Path spools;

  @Test
  void spool_ofAnApplication_isListedAndVerified() throws Exception {
    try (AuditDelivery delivery =
        AuditDelivery.builder()
            .set(DeliveryOption.URL, "http://127.0.0.1:1")
            .set(DeliveryOption.PRODUCER, "orders")
            .set(DeliveryOption.SPOOL_DIRECTORY, spools.toString())
            .set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "1")
            .build()) {
      delivery.emit(AuditEvent.of(DocumentedEventType.TRIGGER_CREATE).actor("u", "t").build());

      Jar.Run list = Jar.run("spool", "list", "--dir", spools.toString());
      assertThat(list.code()).isZero();
      assertThat(list.output()).startsWith("SPOOL").containsPattern("running +orders +1 ");
      Jar.Run verify = Jar.run("spool", "verify", "--dir=" + spools);
      assertThat(verify.code()).isZero();
      assertThat(verify.output()).contains(": 1 records are whole, 0 places are damaged");
    }
  }

  @Test
  void spool_calledWrongly_saysWhatIsAllowed() throws Exception {
    Jar.Run run = Jar.run("spool", "list");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errors()).startsWith("spool: --dir is missing").contains("spool resend");
  }

  @Test
  void help_showsTheCommands() throws Exception {
    Jar.Run run = Jar.run("spool", "--help");
    assertThat(run.code()).isZero();
    assertThat(run.output()).contains("spool list", "spool inspect", "spool verify");
  }
}
