/**
 * What an endpoint is told and what it answers, whoever speaks HTTP for it. Open {@link
 * io.audittrail.collector.endpoint.Endpoint} first.
 */
@NullMarked
package io.audittrail.collector.endpoint;

import org.jspecify.annotations.NullMarked;
