package io.audittrail.collector.store.sqlite.index;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.EventFilter;
import io.audittrail.collector.store.EventTypes;
import io.audittrail.collector.store.Order;
import io.audittrail.collector.store.PageRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The index as a connection sees it that reads. */
public final class PostingIndex implements AutoCloseable {
  private final PreparedStatement ascending;
  private final PreparedStatement descending;
  private final PreparedStatement posted;
  private final PreparedStatement types;

  /** Makes an index. */
  public PostingIndex(Connection connection) throws SQLException {
    this.ascending = connection.prepareStatement(PostingLists.ASCENDING);
    this.descending = connection.prepareStatement(PostingLists.DESCENDING);
    this.posted = connection.prepareStatement(PostingIndexer.POSTED);
    this.types = connection.prepareStatement("SELECT type FROM posted_type");
  }

  /** Returns whether a request has a condition by which events are listed. */
  public static boolean helps(PageRequest request) {
    EventFilter filter = request.filter();
    return request.viewer() != null
        || filter.actorUsers() != null
        || filter.actorTenants() != null
        || !filter.ids().isEmpty()
        || !filter.types().equals(EventTypes.ALL);
  }

  /** Returns the sequence number of the last event that is in the index. */
  public long posted() throws SQLException {
    try (ResultSet result = posted.executeQuery()) {
      return result.next() ? result.getLong(1) : 0;
    }
  }

  /**
   * Returns a search for the events that a page may show and that are in the index; some of what it
   * finds may not match. The page must be one for which the index {@linkplain #helps helps}.
   */
  public Search search(PageRequest request) throws SQLException {
    PostingLists lists =
        new PostingLists(
            request.order() == Order.ASCENDING ? ascending : descending,
            request.order(),
            PositionRange.of(request));
    List<Union> unions = new ArrayList<>();
    for (Collection<Long> keys : conditions(request)) {
      unions.add(new Union(lists, keys));
    }
    return new Search(lists.order(), unions);
  }

  private List<Collection<Long>> conditions(PageRequest request) throws SQLException {
    EventFilter filter = request.filter();
    List<Collection<Long>> conditions = new ArrayList<>();
    String viewer = request.viewer();
    if (viewer != null) {
      conditions.add(
          Set.of(
              PostingKey.ofActorTenant(viewer),
              PostingKey.ofResource(ResourceKind.TENANT, viewer)));
    }
    add(conditions, filter.actorUsers(), PostingKey::ofActorUser);
    add(conditions, filter.actorTenants(), PostingKey::ofActorTenant);
    for (Map.Entry<ResourceKind, Set<String>> ids : filter.ids().entrySet()) {
      add(conditions, ids.getValue(), id -> PostingKey.ofResource(ids.getKey(), id));
    }
    EventTypes wanted = filter.types();
    if (wanted.listed()) {
      add(conditions, wanted.names(), PostingKey::ofType);
    } else if (conditions.isEmpty()) {
      add(conditions, typesIn(wanted), PostingKey::ofType);
    }
    return conditions;
  }

  private static void add(
      List<Collection<Long>> conditions, @Nullable Set<String> values, Function<String, Long> key) {
    if (values != null) {
      Set<Long> keys = new HashSet<>();
      for (String value : values) {
        keys.add(key.apply(value));
      }
      conditions.add(keys);
    }
  }

  /** Returns the types of a set that have been indexed. */
  private Set<String> typesIn(EventTypes wanted) throws SQLException {
    Set<String> some = new HashSet<>();
    try (ResultSet rows = types.executeQuery()) {
      while (rows.next()) {
        if (wanted.contains(rows.getString(1))) {
          some.add(rows.getString(1));
        }
      }
    }
    return some;
  }

  @Override
  public void close() throws SQLException {
    ascending.close();
    descending.close();
    posted.close();
    types.close();
  }
}
