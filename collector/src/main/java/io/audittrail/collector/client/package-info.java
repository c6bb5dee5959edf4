/**
 * Calls a collector, or the original service, over HTTP, as whoever has a token may. Open {@link
 * io.audittrail.collector.client.CollectorClient} first.
 */
@NullMarked
package io.audittrail.collector.client;

import org.jspecify.annotations.NullMarked;
