package testapp;

import static io.audittrail.catalogue.DocumentedEventType.ALERT_CREATE;

import io.audittrail.annotation.Audited;
import java.util.List;

/** An application that looks for what is the agent's. */
public final class Isolation {
  private static final List<String> NAMES =
      List.of(
          "io.audittrail.delivery.AuditDelivery",
          "io.audittrail.agent.AgentEngine",
          "io.audittrail.agent.weaving.AuditTransformer",
          "net.bytebuddy.ByteBuddy",
          "com.fasterxml.jackson.core.JsonFactory",
          "org.slf4j.Logger",
          "io.audittrail.agent.bootstrap.AuditBridge");

  private Isolation() {}

  @Audited(ALERT_CREATE)
  static void audited() {}

  public static void main(String[] arguments) {
    audited();
    for (String name : NAMES) {
      try {
        ClassLoader loader = Class.forName(name).getClassLoader();
        System.out.println(name + " is in " + loader);
      } catch (ClassNotFoundException absent) {
        System.out.println(name + " is hidden");
      }
    }
    System.out.println("logging " + System.getProperty("java.util.logging.manager"));
  }
}
