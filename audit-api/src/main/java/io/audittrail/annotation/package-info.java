/**
 * What developers write on a method whose calls must leave a record. Open {@link
 * io.audittrail.annotation.Audited} first.
 *
 * <p>The annotations are read by the agent from class files; nothing here has any effect without
 * it.
 */
@NullMarked
package io.audittrail.annotation;

import org.jspecify.annotations.NullMarked;
