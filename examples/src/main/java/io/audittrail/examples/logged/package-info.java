/**
 * The same application, which emits its events by hand; Log4j's appender delivers them. Open {@link
 * io.audittrail.examples.logged.StreamService} first.
 */
@NullMarked
package io.audittrail.examples.logged;

import org.jspecify.annotations.NullMarked;
