/**
 * Finds audited methods in class files and weaves a call of the bridge into them. Open {@link
 * io.audittrail.agent.weaving.AuditTransformer} first.
 *
 * <p>No class of the application is ever loaded here, and nothing here holds on to a class loader.
 */
@NullMarked
package io.audittrail.agent.weaving;

import org.jspecify.annotations.NullMarked;
