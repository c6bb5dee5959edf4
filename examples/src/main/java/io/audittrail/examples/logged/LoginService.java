package io.audittrail.examples.logged;

import static io.audittrail.catalogue.DocumentedEventType.AUTHENTICATION_FAILED_PASSWORD;
import static io.audittrail.catalogue.DocumentedEventType.AUTHENTICATION_FAILED_TOTP;
import static io.audittrail.catalogue.DocumentedEventType.LOGIN_SUCCESS;

import io.audittrail.catalogue.EventType;
import io.audittrail.event.AuditEvent;
import io.audittrail.examples.domain.Credentials;
import io.audittrail.examples.domain.Session;
import io.audittrail.examples.domain.WrongCodeException;
import io.audittrail.examples.domain.WrongPasswordException;
import io.audittrail.logging.AuditLogger;

/** Lets people in. */
public final class LoginService {
  /** Logs somebody in. Nobody acts yet, so the events name the actor themselves. */
  public Session login(Credentials credentials) {
    if (!credentials.password().equals("correct horse")) {
      log(AUTHENTICATION_FAILED_PASSWORD, credentials);
      throw new WrongPasswordException();
    }
    if (!credentials.code().equals("246810")) {
      log(AUTHENTICATION_FAILED_TOTP, credentials);
      throw new WrongCodeException();
    }
    log(LOGIN_SUCCESS, credentials);
    return new Session(credentials.user(), credentials.tenant());
  }

  private static void log(EventType type, Credentials credentials) {
    AuditLogger.log(
        AuditEvent.of(type)
            .actor(credentials.user(), credentials.tenant())
            .user(credentials.user())
            .build());
  }
}
