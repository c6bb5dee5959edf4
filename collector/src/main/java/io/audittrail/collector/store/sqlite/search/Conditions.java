package io.audittrail.collector.store.sqlite.search;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.EventFilter;
import io.audittrail.collector.store.EventTypes;
import io.audittrail.collector.store.sqlite.index.IndexSnapshot;
import io.audittrail.collector.store.sqlite.run.ListId;
import io.audittrail.collector.store.sqlite.run.ListKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The conditions of a filter that lists answer: of each, an event must be in one of the lists. */
public final class Conditions {
  private static final int MANY_VALUES = 64;

  private final IndexSnapshot index;
  private final List<List<ListId>> conditions = new ArrayList<>();

  private Conditions(IndexSnapshot index) {
    this.index = index;
  }

  /** Returns whether there is a condition that lists answer. */
  public static boolean help(@Nullable String viewer, EventFilter filter) {
    return viewer != null
        || filter.actorUsers() != null
        || filter.actorTenants() != null
        || !filter.ids().isEmpty()
        || !filter.types().equals(EventTypes.ALL);
  }

  /** Returns whether there is a condition of so many values that opening their lists takes long. */
  public static boolean haveManyValues(EventFilter filter) {
    return (filter.types().listed() && areMany(filter.types().names()))
        || areMany(filter.actorUsers())
        || areMany(filter.actorTenants())
        || filter.ids().values().stream().anyMatch(Conditions::areMany);
  }

  private static boolean areMany(@Nullable Set<String> values) {
    return values != null && values.size() >= MANY_VALUES;
  }

  /**
   * Returns the conditions that choose the fewest lists; some of what they leave may not match.
   *
   * @param viewer the tenant whose events match; null for all
   */
  static List<List<ListId>> some(IndexSnapshot index, @Nullable String viewer, EventFilter filter)
      throws SQLException {
    Conditions made = new Conditions(index);
    made.addNames(viewer, filter);
    if (filter.types().listed() || made.conditions.isEmpty()) {
      made.addTypes(filter.types());
    }
    return made.conditions;
  }

  /** Returns all conditions but those on attributes. */
  static List<List<ListId>> all(IndexSnapshot index, @Nullable String viewer, EventFilter filter)
      throws SQLException {
    Conditions made = new Conditions(index);
    made.addNames(viewer, filter);
    if (!filter.types().equals(EventTypes.ALL)) {
      made.addTypes(filter.types());
    }
    return made.conditions;
  }

  private void addNames(@Nullable String viewer, EventFilter filter) throws SQLException {
    if (viewer != null) {
      add(
          List.of(
              new ListKey(ListKey.ACTOR_TENANT, viewer),
              new ListKey(ListKey.kind(ResourceKind.TENANT), viewer)));
    }
    add(ListKey.ACTOR_USER, filter.actorUsers());
    add(ListKey.ACTOR_TENANT, filter.actorTenants());
    for (Map.Entry<ResourceKind, Set<String>> ids : filter.ids().entrySet()) {
      add(ListKey.kind(ids.getKey()), ids.getValue());
    }
  }

  private void addTypes(EventTypes wanted) throws SQLException {
    if (wanted.listed()) {
      add(ListKey.TYPE, wanted.names());
    } else {
      List<ListKey> keys = new ArrayList<>();
      for (String type : index.values(ListKey.TYPE)) {
        if (wanted.contains(type)) {
          keys.add(new ListKey(ListKey.TYPE, type));
        }
      }
      add(keys);
    }
  }

  private void add(int kind, @Nullable Set<String> values) throws SQLException {
    if (values != null) {
      List<ListKey> keys = new ArrayList<>();
      for (String value : values) {
        keys.add(new ListKey(kind, value));
      }
      add(keys);
    }
  }

  private void add(List<ListKey> keys) throws SQLException {
    List<ListId> lists = new ArrayList<>();
    for (ListKey key : keys) {
      int list = index.list(key);
      if (list != 0) {
        lists.add(new ListId(key.kind(), list));
      }
    }
    conditions.add(lists);
  }
}
