package io.audittrail.collector.query.answer;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.Mention;
import io.audittrail.collector.store.StoredEvent;
import io.audittrail.event.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The resources that events mention, and what those mention in turn (contract A's referential
 * closure): each with an entry, made from its id where the viewer may see no description.
 */
public final class SideTables {
  private static final Resource OPEN = Resource.tenant("open", null);

  private final Map<ResourceKind, Map<String, Resource>> tables = new EnumMap<>(ResourceKind.class);

  /** The tenant in which each actor acted first on the page. */
  private final Map<String, String> actorTenants = new HashMap<>();

  /** What is mentioned and has the entry {@link #OPEN} until its own is known. */
  private List<Mention> open = new ArrayList<>();

  private SideTables(List<StoredEvent> events) {
    for (ResourceKind kind : ResourceKind.described()) {
      tables.put(kind, new LinkedHashMap<>());
    }
    for (StoredEvent event : events) {
      mentionAll(event.event());
    }
  }

  /** Collects the tables of a page. */
  public static SideTables of(List<StoredEvent> events, EventStore store, @Nullable String viewer) {
    SideTables tables = new SideTables(events);
    fill(List.of(tables), store, viewer);
    return tables;
  }

  /** Collects the tables of each event for itself. */
  public static List<SideTables> ofEach(
      List<StoredEvent> events, EventStore store, @Nullable String viewer) {
    List<SideTables> all = new ArrayList<>(events.size());
    for (StoredEvent event : events) {
      all.add(new SideTables(List.of(event)));
    }
    fill(all, store, viewer);
    return all;
  }

  private static void fill(List<SideTables> all, EventStore store, @Nullable String viewer) {
    List<SideTables> unfilled = all;
    while (!unfilled.isEmpty()) {
      List<Mention> mentions = new ArrayList<>();
      unfilled.forEach(tables -> mentions.addAll(tables.open));
      Iterator<@Nullable Resource> described = store.describe(mentions, viewer).iterator();
      unfilled.forEach(tables -> tables.close(described));
      unfilled = unfilled.stream().filter(tables -> !tables.open.isEmpty()).toList();
    }
  }

  /** Returns the entries of a table in the order in which the events mention them. */
  Collection<Resource> table(ResourceKind kind) {
    return tables.getOrDefault(kind, Map.of()).values();
  }

  /** Returns the entry of a resource, or null if the events do not mention it. */
  public @Nullable Resource entry(ResourceKind kind, String id) {
    return tables.getOrDefault(kind, Map.of()).get(id);
  }

  private void mentionAll(EventRecord event) {
    String tenant = event.actorTenant();
    actorTenants.putIfAbsent(event.actorUser(), tenant);
    mention(ResourceKind.USER, event.actorUser(), tenant);
    mention(ResourceKind.TENANT, tenant, tenant);
    event
        .ids()
        .forEach(
            (kind, ids) -> {
              if (tables.containsKey(kind)) {
                ids.forEach(id -> mention(kind, id, tenant));
              }
            });
  }

  private void mention(ResourceKind kind, String id, String tenant) {
    Map<String, Resource> table = tables.get(kind);
    if (table != null && table.putIfAbsent(id, OPEN) == null) {
      open.add(new Mention(kind, id, tenant));
    }
  }

  /** Gives everything that is open an entry, after which their parents may be open. */
  private void close(Iterator<@Nullable Resource> described) {
    List<Mention> mentions = open;
    open = new ArrayList<>();
    for (Mention mention : mentions) {
      Resource known = described.next();
      Resource entry = known == null ? entryOf(mention) : known;
      Map<String, Resource> table = tables.get(mention.kind());
      if (table != null) {
        table.put(mention.id(), entry);
      }
    }
    for (Mention mention : mentions) {
      mentionParent(mention);
    }
  }

  private void mentionParent(Mention child) {
    ResourceKind kind = child.kind().parent().orElse(null);
    Resource entry = tables.getOrDefault(child.kind(), Map.of()).get(child.id());
    if (kind == null || entry == null) {
      return;
    }
    String parent = entry.parentId();
    if (parent != null && !parent.isEmpty()) {
      mention(kind, parent, child.tenant());
    }
  }

  private Resource entryOf(Mention mention) {
    String parent = mention.kind() == ResourceKind.USER ? actorTenants.get(mention.id()) : null;
    return new Resource(mention.kind(), mention.id(), parent, null, null, null);
  }
}
