package io.audittrail.agent.classfile;

import io.audittrail.agent.plan.TypeName;
import org.jspecify.annotations.Nullable;

/**
 * What an annotation on a method stands for.
 *
 * @param kind what it stands for
 * @param type the event type that it names if it is written without a value; null if it must have
 *     one
 * @param exception the name of the exception that a failure stands for if it names none
 */
record AnnotationRole(Kind kind, @Nullable TypeName type, String exception) {
  static final String ANY_EXCEPTION = "java.lang.Throwable";

  enum Kind {
    /** {@code @Audited} or what counts as it. */
    EVENT,
    /** {@code @AuditedFailure} or what counts as it. */
    FAILURE,
    /** Holds several failures. */
    FAILURES
  }

  static AnnotationRole of(Kind kind) {
    return new AnnotationRole(kind, null, ANY_EXCEPTION);
  }
}
