package io.audittrail.collector.query.answer;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.Mention;
import io.audittrail.event.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The descriptions that a viewer is shown, each read once; not safe for several threads. */
final class Descriptions {
  private final EventStore store;
  private final @Nullable String viewer;
  private final Map<Mention, Optional<Resource>> known = new HashMap<>();

  Descriptions(EventStore store, @Nullable String viewer) {
    this.store = store;
    this.viewer = viewer;
  }

  /** Reads what is not known yet. */
  void read(Collection<Mention> mentions) {
    // The store describes a resource once in an answer, for one of the tenants that mention it.
    Map<Mention, Mention> once = new LinkedHashMap<>();
    List<Mention> again = new ArrayList<>();
    for (Mention mention : mentions) {
      if (!known.containsKey(mention)) {
        Mention first = once.putIfAbsent(key(mention.kind(), mention.id()), mention);
        if (first != null && !first.equals(mention)) {
          again.add(mention);
        }
      }
    }
    Map<Mention, Resource> described = new HashMap<>();
    for (Resource resource : store.describe(once.values(), viewer)) {
      described.put(key(resource.kind(), resource.id()), resource);
    }
    once.forEach((key, mention) -> known.put(mention, Optional.ofNullable(described.get(key))));
    if (!again.isEmpty()) {
      read(again);
    }
  }

  /** Returns the description of what has been read; null if the viewer is shown none. */
  @Nullable Resource of(Mention mention) {
    return known.getOrDefault(mention, Optional.empty()).orElse(null);
  }

  private static Mention key(ResourceKind kind, String id) {
    return new Mention(kind, id, "");
  }
}
