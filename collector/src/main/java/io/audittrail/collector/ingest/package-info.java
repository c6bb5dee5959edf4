/**
 * Takes events in: reads a body, checks each event, and hands what is good to the store. Open
 * {@link io.audittrail.collector.ingest.IngestEndpoint} first.
 */
@NullMarked
package io.audittrail.collector.ingest;

import org.jspecify.annotations.NullMarked;
