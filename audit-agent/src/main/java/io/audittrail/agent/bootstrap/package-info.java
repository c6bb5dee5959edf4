/**
 * What the boot loader sees, and so every class of the application: {@link
 * io.audittrail.agent.bootstrap.AuditBridge} first. Nothing but the JDK's types is used here.
 */
@NullMarked
package io.audittrail.agent.bootstrap;

import org.jspecify.annotations.NullMarked;
