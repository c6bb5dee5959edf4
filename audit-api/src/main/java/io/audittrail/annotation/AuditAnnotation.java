package io.audittrail.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an organisation's own annotation count as {@link Audited} or as {@link AuditedFailure}.
 *
 * <p>The annotation has a {@code value} whose type is an enum that implements {@link
 * io.audittrail.catalogue.EventType}; one for failures has an {@code exception} too, and may be
 * repeatable. Its class name stands in a resource {@code META-INF/audit/annotations}, one a line,
 * or in the agent's setting {@code annotations}, so that the agent can find audited classes without
 * loading them.
 *
 * <pre>{@code
 * @AuditAnnotation(AuditAnnotation.Role.EVENT)
 * @Retention(RetentionPolicy.RUNTIME)
 * @Target(ElementType.METHOD)
 * public @interface OrderAudited {
 *   OrderEventType value();
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
public @interface AuditAnnotation {
  /** Returns what the annotation stands for. */
  Role value();

  /** What an organisation's own annotation stands for. */
  enum Role {
    /** The annotation counts as {@link Audited}. */
    EVENT,
    /** The annotation counts as {@link AuditedFailure}. */
    FAILURE
  }
}
