/**
 * Speaks HTTP: finds the endpoint of a request, checks its token, reads its body within bounds and
 * writes its answer; nothing else names Jetty. Open {@link io.audittrail.collector.http.HttpServer}
 * first, then {@link io.audittrail.collector.endpoint.Endpoint}.
 */
@NullMarked
package io.audittrail.collector.http;

import org.jspecify.annotations.NullMarked;
