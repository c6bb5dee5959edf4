/**
 * What the agent tells the operator: {@link io.audittrail.agent.report.AgentReport}, on standard
 * error.
 */
@NullMarked
package io.audittrail.agent.report;

import org.jspecify.annotations.NullMarked;
