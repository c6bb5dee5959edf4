/**
 * The agent's settings, from four sources. Open {@link io.audittrail.agent.config.SettingsReader}
 * first.
 */
@NullMarked
package io.audittrail.agent.config;

import org.jspecify.annotations.NullMarked;
