package io.audittrail.collector.store.sqlite.index;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.content.KindCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the events of a list have in common: something that they say (such as "names this dataset")
 * and its value.
 *
 * @param kind the number of what they say; the numbers are in the file and never change
 */
public record ListKey(int kind, String value) {
  /** The kind of lists by type. */
  public static final int TYPE = 7;

  /** The kind of lists by who acted. */
  public static final int ACTOR_USER = 8;

  /** The kind of lists by the tenant of who acted. */
  public static final int ACTOR_TENANT = 9;

  /** Returns the kind of lists by the resources of a kind that events name. */
  public static int kind(ResourceKind kind) {
    return KindCode.of(kind);
  }

  /** Returns the lists that an event is in; some may be there twice. */
  static List<ListKey> of(EventRecord event) {
    List<ListKey> keys = new ArrayList<>(8);
    keys.add(new ListKey(TYPE, event.type()));
    keys.add(new ListKey(ACTOR_USER, event.actorUser()));
    keys.add(new ListKey(ACTOR_TENANT, event.actorTenant()));
    for (Map.Entry<ResourceKind, List<String>> ids : event.ids().entrySet()) {
      for (String id : ids.getValue()) {
        keys.add(new ListKey(kind(ids.getKey()), id));
      }
    }
    return keys;
  }
}
