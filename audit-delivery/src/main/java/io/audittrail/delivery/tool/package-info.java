/**
 * The command line that looks after spools. Open {@link io.audittrail.delivery.tool.SpoolTool}
 * first.
 */
@NullMarked
package io.audittrail.delivery.tool;

import org.jspecify.annotations.NullMarked;
