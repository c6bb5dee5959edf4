package io.audittrail.examples.annotated;

import io.audittrail.event.AuditContext;
import io.audittrail.examples.domain.Credentials;
import io.audittrail.examples.domain.Dataset;
import io.audittrail.examples.domain.LoginRefusedException;
import io.audittrail.examples.domain.Session;
import io.audittrail.examples.domain.Stream;
import io.audittrail.examples.own.ReportService;

/** Somebody logs in, at the third attempt, and works. Nothing in here knows that it is audited. */
public final class AnnotatedStory {
  private static final Dataset ORDERS = new Dataset("ds-1", "orders", "Orders", "pr-1");

  private final LoginService logins = new LoginService();
  private final StreamService streams = new StreamService();
  private final ReportService reports = new ReportService();

  private AnnotatedStory() {}

  /** Tells the story; run it with {@code -javaagent:audit-agent.jar=url=…,token=…}. */
  public static void main(String[] arguments) {
    new AnnotatedStory().tell();
  }

  private void tell() {
    refuse(new Credentials("u-17", "acme", "guess", "246810"));
    refuse(new Credentials("u-17", "acme", "correct horse", "000000"));
    Session session = logins.login(new Credentials("u-17", "acme", "correct horse", "246810"));
    try (var scope = AuditContext.actor(session.user(), session.tenant())) {
      Stream stream = streams.create(ORDERS, "late-orders", "Late orders");
      streams.rename(stream.id(), "Orders that are late");
      reports.export(ORDERS);
      streams.delete(stream.id());
    }
  }

  private void refuse(Credentials credentials) {
    try {
      logins.login(credentials);
    } catch (LoginRefusedException refused) {
      System.out.println(credentials + ": " + refused.getMessage());
    }
  }
}
