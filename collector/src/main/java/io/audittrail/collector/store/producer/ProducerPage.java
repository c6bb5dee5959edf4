package io.audittrail.collector.store.producer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Producers in order of their names. Those of one name are never in two pages, so a page may be
 * longer than was asked for.
 *
 * @param producers the producers, none if it took long to find any
 * @param next after which name the next page begins; null if nothing follows
 */
public record ProducerPage(List<ProducerState> producers, @Nullable String next) {}
