package io.audittrail.collector.client.body;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a side table.
 *
 * @param table the table, such as {@code users}
 * @param texts the strings in the entry by their keys, such as {@code id} and {@code name}
 * @param json the entry in its own spelling, without white space between tokens
 */
public record Description(String table, Map<String, String> texts, String json) {
  /** The keys that name people and things to people, the best first. */
  private static final List<String> LABELS = List.of("display_name", "username", "title", "name");

  /** Returns the id of what it describes; null if it has none. */
  public @Nullable String id() {
    return texts.get("id");
  }

  /** Returns the text under a key; empty if there is none. */
  public String text(String key) {
    return texts.getOrDefault(key, "");
  }

  /** Returns how people call what it describes; empty if it has no name. */
  public String label() {
    return LABELS.stream().map(this::text).filter(text -> !text.isEmpty()).findFirst().orElse("");
  }
}
