/** Asking the collector. Open {@link io.audittrail.examples.auditor.FirstPage}. */
@NullMarked
package io.audittrail.examples.auditor;

import org.jspecify.annotations.NullMarked;
