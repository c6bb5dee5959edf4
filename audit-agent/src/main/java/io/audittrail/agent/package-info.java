/**
 * The agent's engine, which lives in a class loader of its own. Open {@link
 * io.audittrail.agent.AgentEngine} first: it connects the parts.
 */
@NullMarked
package io.audittrail.agent;

import org.jspecify.annotations.NullMarked;
