package io.audittrail.delivery;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** An application that emits a number of events and ends at once; its system calls may fail. */
public final class FaultedApplication {
  private static final int EVENT_BYTES = 2_000;

  private FaultedApplication() {}

  /**
   * Opens a delivery, says so, waits for a byte, emits and prints each number once emit has
   * returned, then how many were dropped.
   *
   * @param arguments the collector's address, the spool's directory, the first number, how many,
   *     and {@code halt} or {@code close}
   */
  public static void main(String[] arguments) throws IOException {
    int first = Integer.parseInt(arguments[2]);
    int count = Integer.parseInt(arguments[3]);
    AuditDelivery delivery =
        AuditDelivery.builder()
            .set(DeliveryOption.URL, arguments[0])
            .set(DeliveryOption.SPOOL_DIRECTORY, arguments[1])
            .set(DeliveryOption.PRODUCER, "faulted")
            .set(DeliveryOption.SPOOL_BYTES, "8388608")
            .set(DeliveryOption.SYNC_INTERVAL_MILLIS, "20")
            .set(DeliveryOption.CLOSE_TIMEOUT_MILLIS, "60000")
            .listener(new Printer())
            .build();
    System.out.println("ready " + delivery.spool());
    System.in.read();
    for (int n = first; n < first + count; n++) {
      delivery.emit(Events.large(n, EVENT_BYTES));
      System.out.println(n);
    }
    System.out.println("dropped " + delivery.statistics().dropped());
    if (arguments[4].equals("halt")) {
      Runtime.getRuntime().halt(0);
    }
    delivery.close();
  }

  private static final class Printer implements DeliveryListener {
    @Override
    public void info(String message) {}

    @Override
    public void warn(String message, @Nullable Throwable cause) {
      System.out.println("told " + message);
    }
  }
}
