/**
 * Pages and ingest bodies, which have one form, taken apart without a change to their spelling.
 * Open {@link io.audittrail.collector.client.body.EventBody} first.
 */
@NullMarked
package io.audittrail.collector.client.body;

import org.jspecify.annotations.NullMarked;
