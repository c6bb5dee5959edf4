package io.audittrail.collector.store.sqlite;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.Mention;
import io.audittrail.collector.store.content.KindCode;
import io.audittrail.event.Resource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the description of a resource that a viewer may see.
 *
 * <p>What an unbound writer said about a dataset, a source or a stream belongs to the tenant of the
 * project that it leads to. That is resolved here, when it is read, and by the word of unbound
 * writers alone: otherwise a bound writer could claim a project and see what is in it. If they name
 * several tenants for one project, it tells nothing.
 */
final class DescriptionQuery implements AutoCloseable {
  private final PreparedStatement find;
  private final PreparedStatement findOwners;
  private final PreparedStatement findParent;

  private record Row(String owner, boolean bound, Resource description) {}

  DescriptionQuery(Connection connection) throws SQLException {
    this.find =
        connection.prepareStatement(
            """
            SELECT owner, bound, parent, name, title, email FROM description
            WHERE kind = ? AND id = ? ORDER BY written DESC
            """);
    this.findOwners =
        connection.prepareStatement(
            """
            SELECT owner FROM description
            WHERE kind = ? AND id = ? AND bound = 0 AND owner <> '' LIMIT 2
            """);
    this.findParent =
        connection.prepareStatement(
            "SELECT parent FROM description WHERE kind = ? AND id = ? AND owner = '' AND bound = 0");
  }

  /** Returns the description that a viewer is shown, or null if there is none. */
  @Nullable Resource find(Mention mention, @Nullable String viewer) throws SQLException {
    List<Row> rows = rows(mention.kind(), mention.id());
    if (viewer == null) {
      return forAll(rows, mention.tenant());
    }
    for (Row row : rows) {
      if (viewer.equals(tenant(row))) {
        return row.description();
      }
    }
    return null;
  }

  private @Nullable Resource forAll(List<Row> rows, String preferred) throws SQLException {
    if (rows.size() > 1) {
      for (Row row : rows) {
        if (preferred.equals(tenant(row))) {
          return row.description();
        }
      }
    }
    return rows.isEmpty() ? null : rows.get(0).description();
  }

  private List<Row> rows(ResourceKind kind, String id) throws SQLException {
    List<Row> found = new ArrayList<>(1);
    try (ResultSet rows = execute(find, kind, id)) {
      while (rows.next()) {
        Resource description =
            new Resource(
                kind,
                id,
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6));
        found.add(new Row(rows.getString(1), rows.getBoolean(2), description));
      }
    }
    return found;
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
    try (ResultSet owners = execute(findOwners, ResourceKind.PROJECT, project)) {
      String owner = owners.next() ? owners.getString(1) : null;
      return owners.next() ? null : owner;
    }
  }

  private @Nullable String projectOfDataset(String dataset) throws SQLException {
    try (ResultSet parents = execute(findParent, ResourceKind.DATASET, dataset)) {
      return parents.next() ? parents.getString(1) : null;
    }
  }

  private static ResultSet execute(PreparedStatement query, ResourceKind kind, String id)
      throws SQLException {
    query.setInt(1, KindCode.of(kind));
    query.setString(2, id);
    return query.executeQuery();
  }

  @Override
  public void close() throws SQLException {
    find.close();
    findOwners.close();
    findParent.close();
  }
}
