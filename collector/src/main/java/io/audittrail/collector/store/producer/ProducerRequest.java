package io.audittrail.collector.store.producer;

import org.jspecify.annotations.Nullable;

/**
 * Asks for producers in order of their names.
 *
 * @param viewer the tenant whose tokens wrote them; null for all producers
 * @param after the name after which the page begins; null for the first one
 * @param limit how many producers a page has before it ends, at least 1
 * @param gapsOnly whether to leave out producers that miss nothing
 */
public record ProducerRequest(
    @Nullable String viewer, @Nullable String after, int limit, boolean gapsOnly) {}
