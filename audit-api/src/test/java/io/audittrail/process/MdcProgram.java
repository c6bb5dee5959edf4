package io.audittrail.process;

import io.audittrail.event.AuditContext;
import org.slf4j.MDC;

/** Shows what log lines can say about who acts. */
final class MdcProgram {
  private MdcProgram() {}

  public static void main(String[] args) throws Exception {
    show();
    Runnable carried;
    try (var outer = AuditContext.actor("jo", "acme")) {
      show();
      carried = AuditContext.wrap(MdcProgram::show);
      try (var inner = AuditContext.actor("kim", null)) {
        show();
      }
      show();
    }
    show();
    Thread thread = new Thread(carried);
    thread.start();
    thread.join();
  }

  private static void show() {
    System.out.println(MDC.get(AuditContext.MDC_USER) + " " + MDC.get(AuditContext.MDC_TENANT));
  }
}
