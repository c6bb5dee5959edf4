package io.audittrail.collector;

import io.audittrail.collector.access.Credentials;
import io.audittrail.collector.access.DataDirectory;
import io.audittrail.collector.access.Seal;
import io.audittrail.collector.access.TokenStore;
import io.audittrail.collector.endpoint.RequestListener;
import io.audittrail.collector.http.HttpServer;
import io.audittrail.collector.http.HttpSettings;
import io.audittrail.collector.ingest.DiskReserve;
import io.audittrail.collector.metrics.CollectorMetrics;
import io.audittrail.collector.metrics.Gauges;
import io.audittrail.collector.query.follow.Followers;
import io.audittrail.collector.store.EventStore;
import io.audittrail.collector.store.sqlite.SqliteEventStore;
import io.audittrail.collector.store.sqlite.SqliteStoreSettings;
import io.audittrail.collector.store.sqlite.upkeep.TailCheck;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running collector: the store, the tokens and the server, wired together.
 *
 * <p>It is closed in the other order: first no request is taken any more, then what was taken is
 * stored.
 */
public final class Collector implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

  private static final String ACCESS_KEY = "access.key";

  private final CollectorSettings settings;
  private final Closing parts = new Closing();
  private final HttpServer server;

  private Collector(CollectorSettings settings) throws IOException {
    this.settings = settings;
    try {
      DataDirectory directory = DataDirectory.open(settings.data());
      DiskReserve reserve = DiskReserve.of(directory.path(), settings.minFreeBytes());
      CollectorMetrics metrics = new CollectorMetrics();
      EventStore store =
          parts.add(SqliteEventStore.open(SqliteStoreSettings.in(directory.path()), metrics));
      TokenStore tokens = parts.add(TokenStore.open(directory));
      Credentials credentials =
          new Credentials(
              tokens, directory.key(ACCESS_KEY, Seal.KEY_BYTES), InstantSource.system());
      ExecutorService readers = QueryThreads.start();
      parts.add(() -> QueryThreads.stop(readers));
      Followers followers = parts.add(new Followers(store, readers));
      metrics.read(new Gauges(store, followers::count, directory.path(), reserve::minFreeBytes));
      server =
          parts.add(
              HttpServer.start(
                  new HttpSettings(
                      settings.host(),
                      settings.port(),
                      settings.basePath(),
                      settings.publicUrl(),
                      settings.tls()),
                  credentials,
                  new Routes(directory, reserve, store, credentials, readers, followers, metrics)
                      .all(settings.metricsOpen()),
                  RequestListener.all(metrics, new AuthenticationRecorder(store))));
      // Streams have no end of their own: they end first, so that the server need not wait.
      parts.add(followers);
      // It takes a processor from the start for a while, so it comes last.
      Thread tail = TailCheck.start(directory.path());
      parts.add(() -> tail.join(TailCheck.END_MILLIS));
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  /**
   * Starts a collector; it accepts requests when this returns.
   *
   * @throws IOException if the directory, the tokens, the port or the files for TLS cannot be used
   * @throws io.audittrail.collector.store.StoreUnavailableException if the store cannot be opened,
   *     such as when another collector uses the directory
   */
  public static Collector start(CollectorSettings settings) throws IOException {
    Collector collector = new Collector(settings);
    LOG.info("started with data in {}", settings.data().toAbsolutePath());
    return collector;
  }

  /** Returns the address under which clients reach the collector, with the port that is bound. */
  public String address() {
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    String scheme = settings.tls() == null ? "http" : "https";
    return scheme + "://" + host + ":" + server.port() + settings.basePath();
  }

  /** Stops taking requests, finishes those that run within a bound, and closes the store. */
  @Override
  public void close() {
    parts.close();
    LOG.info("stopped");
  }
}
