package io.audittrail.collector.store.sqlite;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.Mention;
import io.audittrail.collector.store.sqlite.DescriptionRows.Key;
import io.audittrail.collector.store.sqlite.DescriptionRows.Row;
import io.audittrail.event.Resource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the descriptions of resources that a viewer may see.
 *
 * <p>What an unbound writer said about a dataset, a source or a stream belongs to the tenant of the
 * project that it leads to. That is resolved here, when it is read, and by the word of unbound
 * writers alone: otherwise a bound writer could claim a project and see what is in it. If they name
 * several tenants for one project, it tells nothing.
 */
final class DescriptionQuery implements AutoCloseable {
  private final DescriptionRows rows;

  DescriptionQuery(Connection connection, DescriptionCache cache) throws SQLException {
    this.rows = new DescriptionRows(connection, cache);
  }

  /** Returns, for each resource, the description that a viewer is shown, or null. */
  List<@Nullable Resource> read(Collection<Mention> mentions, @Nullable String viewer)
      throws SQLException {
    List<Key> keys = new ArrayList<>(mentions.size());
    for (Mention mention : mentions) {
      keys.add(new Key(mention.kind(), mention.id()));
    }
    Iterator<List<Row>> all = rows.begin(keys).iterator();
    List<@Nullable Resource> found = new ArrayList<>(keys.size());
    for (Mention mention : mentions) {
      List<Row> said = all.next();
      found.add(viewer == null ? forAll(said, mention.tenant()) : forOne(said, viewer));
    }
    return found;
  }

  private @Nullable Resource forOne(List<Row> said, String viewer) throws SQLException {
    for (Row row : said) {
      if (viewer.equals(tenant(row))) {
        return row.description();
      }
    }
    return null;
  }

  private @Nullable Resource forAll(List<Row> said, String preferred) throws SQLException {
    if (said.size() > 1) {
      for (Row row : said) {
        if (preferred.equals(tenant(row))) {
          return row.description();
        }
      }
    }
    return said.isEmpty() ? null : said.get(0).description();
  }

  /** Returns the tenant to which a row belongs, or null if it belongs to none. */
  private @Nullable String tenant(Row row) throws SQLException {
    if (!row.owner().isEmpty()) {
      return row.owner();
    }
    String parent = row.description().parentId();
    return switch (row.description().kind()) {
      case DATASET, SOURCE -> tenantOfProject(parent);
      case STREAM -> parent == null ? null : tenantOfProject(projectOfDataset(parent));
      default -> null;
    };
  }

  private @Nullable String tenantOfProject(@Nullable String project) throws SQLException {
    if (project == null) {
      return null;
    }
    String owner = null;
    for (Row row : rows.of(new Key(ResourceKind.PROJECT, project))) {
      if (!row.bound() && !row.owner().isEmpty()) {
        if (owner != null) {
          return null;
        }
        owner = row.owner();
      }
    }
    return owner;
  }

  private @Nullable String projectOfDataset(String dataset) throws SQLException {
    for (Row row : rows.of(new Key(ResourceKind.DATASET, dataset))) {
      if (!row.bound() && row.owner().isEmpty()) {
        return row.description().parentId();
      }
    }
    return null;
  }

  @Override
  public void close() throws SQLException {
    rows.close();
  }
}
