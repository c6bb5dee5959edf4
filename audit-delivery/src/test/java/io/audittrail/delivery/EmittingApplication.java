package io.audittrail.delivery;

import java.nio.file.Path;

/** An application that emits without end, or a number of events; a test launches and kills it. */
public final class EmittingApplication {
  private EmittingApplication() {}

  /**
   * Emits from two threads, and prints each event's number once emit has returned.
   *
   * @param arguments the collector's address, the spool's directory, the first number, how many
   */
  public static void main(String[] arguments) throws InterruptedException {
    int first = Integer.parseInt(arguments[2]);
    int count = Integer.parseInt(arguments[3]);
    AuditDelivery delivery =
        AuditDelivery.builder()
            .set(DeliveryOption.URL, arguments[0])
            .set(DeliveryOption.SPOOL_DIRECTORY, Path.of(arguments[1]).toString())
            .set(DeliveryOption.PRODUCER, "emitting")
            .set(DeliveryOption.SPOOL_BYTES, "268435456")
            .set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "60000")
            .build();
    Thread other = new Thread(() -> emit(delivery, first, count));
    other.start();
    emit(delivery, first + count, count);
    other.join();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> emit(delivery, first + 2 * count, 5)));
    delivery.close();
  }

  private static void emit(AuditDelivery delivery, int first, int count) {
    for (int n = first; n < first + count; n++) {
      delivery.emit(Events.numbered(n));
      System.out.println(n);
    }
  }
}
