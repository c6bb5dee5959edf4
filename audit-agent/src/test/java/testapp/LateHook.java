package testapp;

import static io.audittrail.catalogue.DocumentedEventType.ALERT_CREATE;
import static io.audittrail.catalogue.DocumentedEventType.ALERT_DELETE;

import io.audittrail.annotation.Audited;

/** An application that acts while it is shut down. */
public final class LateHook {
  private LateHook() {}

  @Audited(ALERT_CREATE)
  static void begin() {}

  @Audited(ALERT_DELETE)
  static void end() {}

  private static void shutDown() {
    try {
      Thread.sleep(500); // longer than the agent's own hook takes
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end();
  }

  public static void main(String[] arguments) {
    begin();
    Runtime.getRuntime().addShutdownHook(new Thread(LateHook::shutDown));
  }
}
