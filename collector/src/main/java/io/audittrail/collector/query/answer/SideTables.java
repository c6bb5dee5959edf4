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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The resources that events mention, and what those mention in turn (contract A's referential
 * closure): each with an entry, made from its id where the viewer may see no description.
 */
public final class SideTables {
  private final Map<ResourceKind, Map<String, Entry>> tables = new EnumMap<>(ResourceKind.class);

  /** The tenant in which each actor acted first on the page. */
  private final Map<String, String> actorTenants = new HashMap<>();

  /** What is mentioned and was not looked up yet. */
  private List<Entry> open = new ArrayList<>();

  /** A resource that is mentioned. */
  static final class Entry {
    private final Mention mention;
    private @Nullable Resource resource;

    private Entry(Mention mention) {
      this.mention = mention;
    }

    Resource resource() {
      return Objects.requireNonNull(resource, "looked up when the tables were filled");
    }
  }

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
      unfilled.forEach(tables -> tables.open.forEach(entry -> mentions.add(entry.mention)));
      Iterator<@Nullable Resource> described = store.describe(mentions, viewer).iterator();
      unfilled.forEach(tables -> tables.close(described));
      unfilled = unfilled.stream().filter(tables -> !tables.open.isEmpty()).toList();
    }
  }

  /** Returns the entries of a table in the order in which the events mention them. */
  Collection<Entry> table(ResourceKind kind) {
    return tables.getOrDefault(kind, Map.of()).values();
  }

  /** Returns the entry of a resource, or null if the events do not mention it. */
  public @Nullable Resource entry(ResourceKind kind, String id) {
    Entry entry = tables.getOrDefault(kind, Map.of()).get(id);
    return entry == null ? null : entry.resource();
  }

  private void mentionAll(EventRecord event) {
    String tenant = event.actorTenant();
    actorTenants.putIfAbsent(event.actorUser(), tenant);
    mention(ResourceKind.USER, event.actorUser(), tenant);
    mention(ResourceKind.TENANT, tenant, tenant);
    for (ResourceKind kind : ResourceKind.described()) {
      List<String> ids = event.ids().get(kind);
      if (ids != null) {
        ids.forEach(id -> mention(kind, id, tenant));
      }
    }
  }

  private void mention(ResourceKind kind, String id, String tenant) {
    Map<String, Entry> table = tables.getOrDefault(kind, Map.of());
    if (!table.containsKey(id)) {
      Entry entry = new Entry(new Mention(kind, id, tenant));
      table.put(id, entry);
      open.add(entry);
    }
  }

  /** Gives everything that is open a resource, after which their parents may be open. */
  private void close(Iterator<@Nullable Resource> described) {
    List<Entry> entries = open;
    open = new ArrayList<>();
    for (Entry entry : entries) {
      Resource known = described.next();
      entry.resource = known == null ? undescribed(entry.mention) : known;
    }
    for (Entry entry : entries) {
      mentionParent(entry);
    }
  }

  private void mentionParent(Entry child) {
    String parent = child.resource().parentId();
    if (parent != null && !parent.isEmpty()) {
      Mention mention = child.mention;
      mention.kind().parent().ifPresent(kind -> mention(kind, parent, mention.tenant()));
    }
  }

  private Resource undescribed(Mention mention) {
    String parent = mention.kind() == ResourceKind.USER ? actorTenants.get(mention.id()) : null;
    return new Resource(mention.kind(), mention.id(), parent, null, null, null);
  }
}
