/**
 * An application whose methods are annotated; the agent makes events of their calls. Open {@link
 * io.audittrail.examples.annotated.StreamService} first.
 */
@NullMarked
package io.audittrail.examples.annotated;

import org.jspecify.annotations.NullMarked;
