package io.audittrail.collector.store;

import io.audittrail.event.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events and descriptions that came in one request and are stored together or not at all.
 *
 * @param events the events in the order of the request
 * @param descriptions descriptions of resources; a later one replaces an earlier one
 * @param writer the tenant of the bound token that wrote the batch, to which the descriptions
 *     belong; null for a token without a tenant, whose descriptions belong to the tenant that each
 *     names
 * @param bytes how much of the bound on waiting bytes the batch takes, at least 1
 */
public record IncomingBatch(
    List<EventRecord> events, List<Resource> descriptions, @Nullable String writer, int bytes) {}
