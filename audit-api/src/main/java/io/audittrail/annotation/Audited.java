package io.audittrail.annotation;

import io.audittrail.catalogue.DocumentedEventType;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method: each call of it that succeeds becomes one event of the given type.
 *
 * <p>A call that throws becomes no event of this type. It becomes the event that an {@link
 * AuditedFailure} beside this annotation names for its exception, or none. A method that returns a
 * {@link java.util.concurrent.CompletionStage} has an outcome when that stage completes.
 *
 * <p>What the event says beside its type comes from {@link AuditActor}, {@link AuditResource} and
 * {@link AuditAttribute}, on parameters for arguments and on the method for its result.
 *
 * <pre>{@code
 * @Audited(TRIGGER_CREATE)
 * @AuditResource(value = STREAM, path = "id", name = "name", title = "title", parent = "dataset.id")
 * @AuditResource(value = DATASET, path = "dataset.id")
 * Stream create(@AuditAttribute("requested_name") String name) { … }
 * }</pre>
 *
 * <p>An organisation with event types of its own writes an annotation of its own, see {@link
 * AuditAnnotation}.
 */
@AuditAnnotation(AuditAnnotation.Role.EVENT)
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Audited {
  /** Returns the type of the event that a successful call becomes. */
  DocumentedEventType value();
}
