package io.audittrail.collector.store.sqlite.run;

/**
 * A list that is in the index.
 *
 * @param kind see {@link ListKey#kind}
 * @param number unlike that of any other list
 */
public record ListId(int kind, int number) {}
