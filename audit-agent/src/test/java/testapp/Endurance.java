package testapp;

import static io.audittrail.catalogue.DocumentedEventType.ALERT_CREATE;

import io.audittrail.annotation.AuditAttribute;
import io.audittrail.annotation.Audited;

/** An application that makes many events. */
public final class Endurance {
  private Endurance() {}

  @Audited(ALERT_CREATE)
  static int audited(@AuditAttribute("text") String text) {
    return text.length();
  }

  public static void main(String[] arguments) {
    String text = "x".repeat(4_000);
    int sum = 0;
    for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
      sum += audited(text);
    }
    System.out.println("sum " + sum);
  }
}
