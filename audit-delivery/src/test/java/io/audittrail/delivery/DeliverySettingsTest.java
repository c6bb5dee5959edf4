package io.audittrail.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.event.Actor;
import io.audittrail.event.AuditEvent;
import io.audittrail.wire.EventEncoder;
import io.audittrail.wire.IngestBody;
import io.audittrail.wire.WireLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliverySettingsTest {
  private static DeliverySettings settings(DeliveryOption option, String value) {
    return new DeliverySettings(Map.of(DeliveryOption.URL, "http://localhost", option, value));
  }

  @Test
  void batches_anyRecordsWithinTheLimit_makeABodyWithinBatchBytes() {
    EventEncoder encoder = new EventEncoder(new Actor("u", "t"));
    int limit = settings(DeliveryOption.BATCH_BYTES, "100000").batches().bytes();
    List<byte[]> records = new ArrayList<>();
    int bytes = 0;
    for (int n = 0; ; n++) {
      byte[] record =
          encoder.encode(
              AuditEvent.of(DocumentedEventType.TRIGGER_CREATE)
                  .user("u" + n, "name", "mail", "shown", "t")
                  .tenant("t" + n, "name")
                  .project("p" + n, "name", "t")
                  .dataset("d" + n, "name", "title", "p")
                  .source("so" + n, "name", "title", "p")
                  .stream("st" + n, "name", "title", "d")
                  .build());
      if (bytes + record.length > limit) {
        break;
      }
      bytes += record.length;
      records.add(record);
    }

    assertThat(IngestBody.of(records).length).isLessThanOrEqualTo(100_000);
    assertThat(IngestBody.of(records.subList(0, 1)).length)
        .isLessThanOrEqualTo(records.get(0).length + 256);
  }

  @Test
  void batches_largestBatchBytes_isWhatACollectorTakes() {
    assertThat(DeliveryOption.BATCH_BYTES.maximum()).isEqualTo(WireLimits.MAX_BODY_BYTES);
    assertThat(DeliveryOption.BATCH_EVENTS.maximum()).isEqualTo(WireLimits.MAX_EVENTS_PER_BODY);
    assertThat(DeliveryOption.SPOOL_BYTES.minimum())
        .isGreaterThan(WireLimits.MAX_RECORD_BYTES + 32L);
  }

  @Test
  void sending_urlWithPrefixAndSlashes_hasTheEndpointBehindThem() {
    DeliverySettings settings =
        new DeliverySettings(Map.of(DeliveryOption.URL, "https://[::1]:8443/a/b//"));

    assertThat(settings.sending().endpoint().uri())
        .hasToString("https://[::1]:8443/a/b/api/v1/audit_events");
  }
}
