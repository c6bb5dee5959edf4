package io.audittrail.annotation;

import io.audittrail.catalogue.ResourceKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Takes resources that an event speaks of from a parameter, or from the result when it stands on
 * the method.
 *
 * <p>A path is a list of properties with dots between them, such as {@code dataset.id}. A property
 * is, in this order, a method of that name without parameters, a getter ({@code getId}, {@code
 * isId}), a public field, or a key of a map. An empty path is the value itself. A null on the way
 * ends the path without a value. An id that is an {@link Iterable} or an array names several
 * resources; other values are named by their {@code toString}.
 *
 * <p>The other paths describe the resource, so that an auditor reads names instead of ids:
 *
 * <table>
 *   <caption>Where a description's parts end up</caption>
 *   <tr><th>kind</th><th>{@link #name()}</th><th>{@link #title()}</th><th>{@link #parent()}</th>
 *     <th>{@link #email()}</th></tr>
 *   <tr><td>user</td><td>username</td><td>display name</td><td>tenant id</td><td>e-mail</td></tr>
 *   <tr><td>tenant</td><td>name</td><td>–</td><td>–</td><td>–</td></tr>
 *   <tr><td>project</td><td>name</td><td>–</td><td>tenant id</td><td>–</td></tr>
 *   <tr><td>dataset, source</td><td>name</td><td>title</td><td>project id</td><td>–</td></tr>
 *   <tr><td>stream</td><td>name</td><td>title</td><td>dataset id</td><td>–</td></tr>
 * </table>
 */
@Documented
@Repeatable(AuditResources.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.PARAMETER})
public @interface AuditResource {
  /** Returns the kind of the resource. */
  ResourceKind value();

  /** Returns the path to the id; by default the value itself is the id. */
  String path() default "";

  /** Returns the path to the name, or an empty string if the event does not describe it. */
  String name() default "";

  /** Returns the path to the title, or an empty string if the event does not describe it. */
  String title() default "";

  /** Returns the path to the id of what it belongs to, or an empty string. */
  String parent() default "";

  /** Returns the path to the e-mail address of a user, or an empty string. */
  String email() default "";
}
