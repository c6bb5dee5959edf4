package io.audittrail.collector.store.sqlite.index;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.content.KindCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The numbers under which the index lists events: a hash of what is said and the value. Two values
 * can have the same number, so whoever reads a list looks at the events too. The hash is in the
 * file and never changes: FNV-1a over the code and the UTF-16 units, finished as in SplitMix64.
 */
final class PostingKey {
  private static final int TYPE = 100;
  private static final int ACTOR_USER = 101;
  private static final int ACTOR_TENANT = 102;

  private PostingKey() {}

  static long ofType(String type) {
    return hash(TYPE, type);
  }

  static long ofActorUser(String user) {
    return hash(ACTOR_USER, user);
  }

  static long ofActorTenant(String tenant) {
    return hash(ACTOR_TENANT, tenant);
  }

  static long ofResource(ResourceKind kind, String id) {
    return hash(KindCode.of(kind), id);
  }

  /** Returns the keys of all that an event says; some may be there twice. */
  static List<Long> all(EventRecord event) {
    List<Long> keys = new ArrayList<>();
    keys.add(ofType(event.type()));
    keys.add(ofActorUser(event.actorUser()));
    keys.add(ofActorTenant(event.actorTenant()));
    for (Map.Entry<ResourceKind, List<String>> ids : event.ids().entrySet()) {
      for (String id : ids.getValue()) {
        keys.add(ofResource(ids.getKey(), id));
      }
    }
    return keys;
  }

  private static long hash(int code, String value) {
    long hash = (0xCBF29CE484222325L ^ code) * 0x100000001B3L;
    for (int i = 0; i < value.length(); i++) {
      hash = (hash ^ value.charAt(i)) * 0x100000001B3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
    return hash ^ (hash >>> 31);
  }
}
