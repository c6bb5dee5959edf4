package io.audittrail.benchmarks.memory;

import io.audittrail.annotation.AuditAttribute;
import io.audittrail.annotation.AuditResource;
import io.audittrail.annotation.Audited;
import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.delivery.AuditDelivery;
import io.audittrail.delivery.DeliveryOption;
import io.audittrail.event.AuditEvent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.concurrent.TimeUnit;

/**
 * An application that emits {@value #EVENTS} events and then tells how many bytes of memory are in
 * use: the heap after a collection, classes and buffers outside of the heap; and how many of files
 * are mapped.
 */
public final class Footprint {
  private static final int EVENTS = 100_000;

  private Footprint() {}

  /**
   * Calls an audited method if there are no arguments. Otherwise they are a collector's address and
   * a directory for the spool, and the events are emitted by hand.
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      for (int i = 0; i < EVENTS; i++) {
        read("dataset-" + i % 1_000, "csv");
      }
      System.out.println(bytes());
      return;
    }
    try (AuditDelivery delivery =
        AuditDelivery.builder()
            .set(DeliveryOption.URL, arguments[0])
            .set(DeliveryOption.SPOOL_DIRECTORY, arguments[1])
            .set(DeliveryOption.WHEN_FULL, "DROP")
            .set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "0")
            .build()) {
      for (int i = 0; i < EVENTS; i++) {
        delivery.emit(
            AuditEvent.of(DocumentedEventType.GET_DATASETS)
                .actor("u-1")
                .dataset("dataset-" + i % 1_000)
                .attribute("format", "csv")
                .build());
      }
      System.out.println(bytes());
    }
  }

  @Audited(DocumentedEventType.GET_DATASETS)
  static int read(
      @AuditResource(ResourceKind.DATASET) String dataset,
      @AuditAttribute("format") String format) {
    return dataset.length() + format.length();
  }

  private static String bytes() throws InterruptedException {
    // The first attempts to send have failed by then, and left what they leave.
    TimeUnit.SECONDS.sleep(1);
    System.gc();
    long own = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getName().equals("Metaspace")) {
        own += pool.getUsage().getUsed();
      }
    }
    long mapped = 0;
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      if (pool.getName().startsWith("mapped")) {
        mapped += pool.getMemoryUsed();
      } else {
        own += pool.getMemoryUsed();
      }
    }
    return own + " " + mapped;
  }
}
