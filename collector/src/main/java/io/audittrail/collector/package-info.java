/**
 * The collector: one process that takes events in, keeps them and answers an auditor's questions.
 * Open {@link io.audittrail.collector.Collector} first; it wires the rooms together.
 */
@NullMarked
package io.audittrail.collector;

import org.jspecify.annotations.NullMarked;
