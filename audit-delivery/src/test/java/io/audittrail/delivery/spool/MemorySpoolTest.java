package io.audittrail.delivery.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.event.Actor;
import io.audittrail.event.AuditEvent;
import io.audittrail.wire.EventEncoder;
import org.junit.jupiter.api.Test;

class MemorySpoolTest extends SpoolContract {
  @Override
  protected Spool open(long capacityBytes) {
    return new MemorySpool("test/1", capacityBytes);
  }

  private static byte[] record(String filling) {
    return new EventEncoder(new Actor("u", null))
        .encode(AuditEvent.of(DocumentedEventType.TRIGGER_CREATE).attribute("f", filling).build());
  }

  @Test
  void append_smallRecords_countsWhatTheyTakeInMemory() {
    MemorySpool spool = new MemorySpool("test/1", 1_000);
    int count = 0;
    while (spool.append(new byte[1])) {
      count++;
    }

    assertThat(count).isEqualTo(1_000 / (1 + MemorySpool.RECORD_OVERHEAD_BYTES));
    assertThat(spool.bytes()).isLessThanOrEqualTo(1_000);
  }

  @Test
  void close_withRecords_saysHowManyAreLost() {
    MemorySpool spool = new MemorySpool("test/1", 1_000);
    spool.append(new byte[1]);
    spool.append(new byte[1]);

    assertThat(spool.close()).isEqualTo(2);
  }

  @Test
  void setAside_oneRecord_keepsItWithTheReason() {
    MemorySpool spool = new MemorySpool("test/1", 10_000);

    spool.setAside(0, record("x"), "bad tenant");

    assertThat(spool.deadLetters()).hasSize(1);
    assertThat(spool.deadLetters().get(0).reason()).isEqualTo("bad tenant");
    assertThat(spool.deadLetters().get(0).event()).contains("\"trigger_create\"");
  }

  @Test
  void setAside_moreThanTheBound_keepsTheLast() {
    MemorySpool spool = new MemorySpool("test/1", 10_000);
    for (int n = 0; n < MemorySpool.MAX_DEAD_LETTERS + 5; n++) {
      spool.setAside(0, new byte[0], "reason " + n);
    }

    assertThat(spool.deadLetters()).hasSize(MemorySpool.MAX_DEAD_LETTERS);
    assertThat(spool.deadLetters().get(0).reason()).isEqualTo("reason 5");
  }

  @Test
  void setAside_manyLargeRecords_keepsAtMostAMebibyte() {
    MemorySpool spool = new MemorySpool("test/1", 10_000);
    for (int n = 0; n < 20; n++) {
      spool.setAside(0, new byte[100_000], "large");
    }

    assertThat(spool.deadLetters()).hasSize(MemorySpool.MAX_DEAD_LETTER_BYTES / 100_010);
  }
}
