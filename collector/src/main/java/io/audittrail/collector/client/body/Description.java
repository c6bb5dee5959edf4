package io.audittrail.collector.client.body;

import org.jspecify.annotations.Nullable;

/**
 * An entry of a side table.
 *
 * @param table the table, such as {@code users}
 * @param id the id of what it describes; null if it has none
 * @param parentId the id of what that belongs to, of the kind that the table says; null if unknown
 * @param label how people call what it describes: the display name, the title or the name, or null
 * @param json the entry in its own spelling, without white space between tokens
 */
public record Description(
    String table,
    @Nullable String id,
    @Nullable String parentId,
    @Nullable String label,
    String json) {}
