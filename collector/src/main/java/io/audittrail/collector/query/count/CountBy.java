package io.audittrail.collector.query.count;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.EventRecord;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a group have in common.
 *
 * @param name as a client names it
 * @param groups gives the groups of an event, each once; none at all if it is in none
 */
record CountBy(String name, Function<EventRecord, Set<String>> groups) {
  private static final Map<String, CountBy> ALL = all();

  private static Map<String, CountBy> all() {
    Map<String, CountBy> all = new LinkedHashMap<>();
    add(all, "type", event -> Set.of(event.type()));
    add(all, "actor", event -> Set.of(event.actorUser()));
    add(all, "tenant", CountBy::tenants);
    for (ResourceKind kind : ResourceKind.values()) {
      if (kind != ResourceKind.TENANT) {
        String name = kind.key().replaceFirst("_ids?$", "");
        add(all, name, event -> new LinkedHashSet<>(named(event, kind)));
      }
    }
    return all;
  }

  private static void add(
      Map<String, CountBy> all, String name, Function<EventRecord, Set<String>> groups) {
    all.put(name, new CountBy(name, groups));
  }

  /** An event belongs to its actor's tenant and to each that it names (contract A). */
  private static Set<String> tenants(EventRecord event) {
    Set<String> tenants = new LinkedHashSet<>(named(event, ResourceKind.TENANT));
    tenants.add(event.actorTenant());
    return tenants;
  }

  private static List<String> named(EventRecord event, ResourceKind kind) {
    return event.ids().getOrDefault(kind, List.of());
  }

  static @Nullable CountBy find(String name) {
    return ALL.get(name);
  }

  static String allowed() {
    return String.join(", ", ALL.keySet());
  }
}
