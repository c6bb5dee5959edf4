package io.audittrail.examples.logged;

import static io.audittrail.examples.own.ReportEventType.REPORT_EXPORT;

import io.audittrail.event.AuditContext;
import io.audittrail.examples.domain.Credentials;
import io.audittrail.examples.domain.Dataset;
import io.audittrail.examples.domain.LoginRefusedException;
import io.audittrail.examples.domain.Session;
import io.audittrail.examples.domain.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Somebody logs in, at the third attempt, and works. */
public final class LoggedStory {
  private static final Logger LOGGER = LoggerFactory.getLogger(LoggedStory.class);
  private static final Logger AUDIT = LoggerFactory.getLogger("audit");
  private static final Dataset ORDERS = new Dataset("ds-1", "orders", "Orders", "pr-1");

  private final LoginService logins = new LoginService();
  private final StreamService streams = new StreamService();

  private LoggedStory() {}

  /** Tells the story; log4j2.xml reads {@code AUDIT_URL} and {@code AUDIT_TOKEN}. */
  public static void main(String[] arguments) {
    new LoggedStory().tell();
  }

  private void tell() {
    refuse(new Credentials("u-17", "acme", "guess", "246810"));
    refuse(new Credentials("u-17", "acme", "correct horse", "000000"));
    Session session = logins.login(new Credentials("u-17", "acme", "correct horse", "246810"));
    try (var scope = AuditContext.actor(session.user(), session.tenant())) {
      Stream stream = streams.create(ORDERS, "late-orders", "Late orders");
      streams.rename(stream.id(), "Orders that are late");
      export();
      streams.delete(stream.id());
    }
  }

  private void refuse(Credentials credentials) {
    try {
      logins.login(credentials);
    } catch (LoginRefusedException refused) {
      LOGGER.info("{}: {}", credentials, refused.getMessage());
    }
  }

  /** Without a class of ours: SLF4J's key–values will do. */
  private static void export() {
    AUDIT
        .atInfo()
        .addKeyValue("event_type", REPORT_EXPORT.wireName())
        .addKeyValue("dataset_ids", ORDERS.id())
        .addKeyValue("characters", ORDERS.title().length())
        .log("exported the report about {}", ORDERS.title());
  }
}
