/**
 * Where the JVM starts the agent: {@link io.audittrail.agent.premain.AuditAgent}, and nothing else.
 */
@NullMarked
package io.audittrail.agent.premain;

import org.jspecify.annotations.NullMarked;
