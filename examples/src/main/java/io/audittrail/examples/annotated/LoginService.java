package io.audittrail.examples.annotated;

import static io.audittrail.catalogue.DocumentedEventType.AUTHENTICATION_FAILED_PASSWORD;
import static io.audittrail.catalogue.DocumentedEventType.AUTHENTICATION_FAILED_TOTP;
import static io.audittrail.catalogue.DocumentedEventType.LOGIN_SUCCESS;
import static io.audittrail.catalogue.ResourceKind.USER;

import io.audittrail.annotation.AuditActor;
import io.audittrail.annotation.AuditResource;
import io.audittrail.annotation.Audited;
import io.audittrail.annotation.AuditedFailure;
import io.audittrail.examples.domain.Credentials;
import io.audittrail.examples.domain.Session;
import io.audittrail.examples.domain.WrongCodeException;
import io.audittrail.examples.domain.WrongPasswordException;

/** Lets people in. */
public final class LoginService {
  /** Logs somebody in. The exception says which event a refusal becomes. */
  @Audited(LOGIN_SUCCESS)
  @AuditedFailure(value = AUTHENTICATION_FAILED_PASSWORD, exception = WrongPasswordException.class)
  @AuditedFailure(value = AUTHENTICATION_FAILED_TOTP, exception = WrongCodeException.class)
  public Session login(
      @AuditActor(user = "user", tenant = "tenant") @AuditResource(value = USER, path = "user")
          Credentials credentials) {
    if (!credentials.password().equals("correct horse")) {
      throw new WrongPasswordException();
    }
    if (!credentials.code().equals("246810")) {
      throw new WrongCodeException();
    }
    return new Session(credentials.user(), credentials.tenant());
  }
}
