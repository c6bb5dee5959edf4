/**
 * Kills processes and cuts connections while events are on their way, then counts. Open {@link
 * io.audittrail.examples.crash.CrashIT} first.
 */
@NullMarked
package io.audittrail.examples.crash;

import org.jspecify.annotations.NullMarked;
