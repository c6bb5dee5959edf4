package io.audittrail.collector.cli.output;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.client.body.Description;
import io.audittrail.collector.client.body.EventBody;
import io.audittrail.collector.store.EventRecord;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The side tables of one body, to look entries up by their id. */
final class Descriptions {
  private final Map<ResourceKind, Map<String, Description>> tables =
      new EnumMap<>(ResourceKind.class);

  Descriptions(EventBody body) {
    Map<String, ResourceKind> kinds = new HashMap<>();
    for (ResourceKind kind : ResourceKind.described()) {
      kinds.put(kind.table().orElseThrow(), kind);
      tables.put(kind, new HashMap<>());
    }
    for (Description entry : body.descriptions()) {
      ResourceKind kind = kinds.get(entry.table());
      if (kind != null && entry.id() != null) {
        table(kind).put(entry.id(), entry);
      }
    }
  }

  /** Returns how people call a resource; null if it is not described, or by its id alone. */
  @Nullable String label(ResourceKind kind, String id) {
    Description entry = table(kind).get(id);
    String label = entry == null ? "" : entry.label();
    return label.isEmpty() || label.equals(id) ? null : label;
  }

  /** Returns a text of the entry for a user; empty if there is none but one made from the id. */
  String userText(String id, String key) {
    Description entry = table(ResourceKind.USER).get(id);
    boolean made =
        entry != null
            && entry.text("username").equals(id)
            && entry.text("display_name").equals(id)
            && entry.text("email").isEmpty();
    return entry == null || made ? "" : entry.text(key);
  }

  /** Returns the entries of what an event mentions and of what those mention, for each table. */
  Map<ResourceKind, Map<String, Description>> mentionedBy(EventRecord event) {
    Map<ResourceKind, Map<String, Description>> found = new EnumMap<>(ResourceKind.class);
    add(found, ResourceKind.USER, event.actorUser());
    add(found, ResourceKind.TENANT, event.actorTenant());
    event.ids().forEach((kind, ids) -> ids.forEach(id -> add(found, kind, id)));
    return found;
  }

  private void add(
      Map<ResourceKind, Map<String, Description>> found, ResourceKind kind, String id) {
    Description entry = table(kind).get(id);
    if (entry == null) {
      return;
    }
    boolean isNew =
        found.computeIfAbsent(kind, any -> new LinkedHashMap<>()).put(id, entry) == null;
    ResourceKind parentKind = kind.parent().orElse(null);
    if (isNew && parentKind != null) {
      add(found, parentKind, entry.text(kind.parentKey().orElse("")));
    }
  }

  private Map<String, Description> table(ResourceKind kind) {
    return tables.getOrDefault(kind, Map.of());
  }
}
