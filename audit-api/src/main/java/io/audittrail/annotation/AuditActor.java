package io.audittrail.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Takes the actor of an event from a parameter, or from the result when it stands on the method.
 *
 * <p>It wins over {@link io.audittrail.event.AuditContext}, part by part: a value that is null or
 * empty leaves that part to the context. It is for methods that find out who is acting, such as a
 * login.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PARAMETER})
public @interface AuditActor {
  /**
   * Returns the path to the user's id, as in {@link AuditResource#path()}; by default the value.
   */
  String user() default "";

  /** Returns the path to the tenant's id; by default the tenant is left to the context. */
  String tenant() default "";
}
