package io.audittrail.annotation;

import io.audittrail.catalogue.DocumentedEventType;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the event that a call of an audited method becomes when it throws.
 *
 * <p>Of several, the one whose exception is nearest to the thrown one in its class hierarchy
 * counts, as with {@code catch}. Parameters give the event its actor, resources and attributes;
 * results do not, because there is none.
 *
 * <pre>{@code
 * @Audited(LOGIN_SUCCESS)
 * @AuditedFailure(value = AUTHENTICATION_FAILED_PASSWORD, exception = WrongPassword.class)
 * @AuditedFailure(value = AUTHENTICATION_FAILED_TOTP, exception = WrongCode.class)
 * Session login(@AuditActor String user, String password) { … }
 * }</pre>
 */
@AuditAnnotation(AuditAnnotation.Role.FAILURE)
@Documented
@Repeatable(AuditedFailures.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AuditedFailure {
  /** Returns the type of the event. */
  DocumentedEventType value();

  /** Returns the exception, which stands for its subclasses too; by default every one. */
  Class<? extends Throwable> exception() default Throwable.class;
}
