package io.audittrail.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Takes an attribute of an event from a parameter, or from the result when it stands on the method.
 *
 * <p>A null leaves the attribute out; any other value is taken as {@link
 * io.audittrail.event.AuditEventBuilder#attribute} takes it: a string, number, boolean, list, array
 * or map stays what it is, an enum's constant is given by its name, the rest by its {@code
 * toString}.
 */
@Documented
@Repeatable(AuditAttributes.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PARAMETER})
public @interface AuditAttribute {
  /** Returns the key of the attribute, which is none of the keys that every event has. */
  String value();

  /** Returns the path to the value, as in {@link AuditResource#path()}; by default the value. */
  String path() default "";
}
