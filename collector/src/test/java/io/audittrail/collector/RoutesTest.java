package io.audittrail.collector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.audittrail.collector.access.Credentials;
import io.audittrail.collector.access.DataDirectory;
import io.audittrail.collector.access.Seal;
import io.audittrail.collector.access.TokenStore;
import io.audittrail.collector.endpoint.Admission;
import io.audittrail.collector.endpoint.Route;
import io.audittrail.collector.ingest.DiskReserve;
import io.audittrail.collector.metrics.CollectorMetrics;
import io.audittrail.collector.query.follow.Followers;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.sqlite.SqliteEventStore;
import io.audittrail.collector.store.sqlite.SqliteStoreSettings;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes are those that {@code openapi.yaml} describes, and the other way round. */
class RoutesTest {
  @TempDir Path data;

  /** What a route has in common with its description: its permission, and whether it has a body. */
  private record Shape(String security, boolean body) {}

  @Test
  void routes_areThoseOfTheDescription() throws Exception {
    assertThat(routes()).isEqualTo(described());
  }

  private Map<String, Shape> routes() throws Exception {
    DataDirectory directory = DataDirectory.open(data);
    ExecutorService threads = Executors.newSingleThreadExecutor();
    Map<String, Shape> shapes = new HashMap<>();
    try (EventStore store = SqliteEventStore.open(SqliteStoreSettings.in(data));
        TokenStore tokens = TokenStore.open(directory);
        Followers followers = new Followers(store, threads)) {
      Credentials credentials =
          new Credentials(
              tokens, directory.key("access.key", Seal.KEY_BYTES), InstantSource.system());
      Routes routes =
          new Routes(
              directory,
              DiskReserve.of(data, null),
              store,
              credentials,
              threads,
              followers,
              new CollectorMetrics());
      for (Route route : routes.all(false)) {
        shapes.put(
            route.method() + " " + route.path(),
            new Shape(security(route), route.maxBodyBytes() > 0));
      }
    } finally {
      threads.shutdown();
    }
    return shapes;
  }

  private static String security(Route route) {
    Admission admission = route.admission();
    String needs =
        switch (admission) {
          case ANYBODY -> "[]";
          case ANY_TOKEN -> "[{\"bearer\":[]}]";
          case KEY_HOLDERS -> "[{\"key\":[]}]";
          case READERS, WRITERS -> "[{\"bearer\":[\"" + admission.permission().wireName() + "\"]}]";
        };
    boolean mayBeOpen = route.path().equals("/metrics");
    return mayBeOpen ? needs.replace("]}]", "]},{}]") : needs;
  }

  private static Map<String, Shape> described() throws Exception {
    Map<String, Shape> shapes = new HashMap<>();
    try (InputStream in = Collector.class.getResourceAsStream("openapi.yaml")) {
      JsonNode root = new YAMLMapper().readTree(in);
      for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
        for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
          JsonNode own = operation.getValue().path("security");
          shapes.put(
              operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
              new Shape(
                  (own.isMissingNode() ? root.path("security") : own).toString(),
                  operation.getValue().has("requestBody")));
        }
      }
    }
    assertThat(List.copyOf(shapes.keySet())).hasSizeGreaterThan(15);
    return shapes;
  }
}
