package io.audittrail.examples.own;

import io.audittrail.annotation.AuditAnnotation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method: each call that succeeds becomes an event about reports. The agent knows it from
 * the resource {@code META-INF/audit/annotations}.
 */
@AuditAnnotation(AuditAnnotation.Role.EVENT)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ReportAudited {
  /** Returns the type of the event. */
  ReportEventType value();
}
