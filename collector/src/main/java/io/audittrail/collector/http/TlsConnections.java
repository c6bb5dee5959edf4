package io.audittrail.collector.http;

import io.audittrail.collector.tls.TlsFiles;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections over TLS with the certificate that the files hold: they are read again every few
 * seconds, so that a renewed certificate needs no restart. New connections get the new one.
 */
final class TlsConnections {
  private static final Logger LOG = LoggerFactory.getLogger(TlsConnections.class);
  private static final long READ_AGAIN_MILLIS = 2_000;

  private final TlsFiles files;
  private final SslContextFactory.Server factory = new SslContextFactory.Server();
  private TlsFiles.Pair used;
  private String lastFailure = "";

  /**
   * Reads the files.
   *
   * @throws IOException if they cannot be used; the message names the option and the file
   */
  TlsConnections(TlsFiles files) throws IOException {
    this.files = files;
    this.used = files.read();
    factory.setSslContext(used.context());
  }

  SslConnectionFactory around(HttpConnectionFactory http) {
    // Which host a client names does not matter: there is one certificate for all.
    http.getHttpConfiguration().addCustomizer(new SecureRequestCustomizer(false));
    return new SslConnectionFactory(factory, http.getProtocol());
  }

  /** Reads the files again from now on, until the server stops. */
  void watch(Server server) {
    Executor threads = server.getThreadPool();
    server
        .getScheduler()
        .schedule(
            () -> threads.execute(() -> reloadAndWatch(server)),
            READ_AGAIN_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  /** Runs once at a time: the next run is scheduled at its end. */
  private void reloadAndWatch(Server server) {
    try {
      reload();
      lastFailure = "";
    } catch (Exception e) {
      String failure = String.valueOf(e.getMessage());
      if (!failure.equals(lastFailure)) {
        LOG.error("the certificate stays as it was: {}", failure);
      }
      lastFailure = failure;
    }
    if (server.isRunning()) {
      watch(server);
    }
  }

  private void reload() throws Exception {
    TlsFiles.Pair read = files.read();
    if (!read.sameAs(used)) {
      var context = read.context();
      factory.reload(changed -> changed.setSslContext(context));
      used = read;
      LOG.info("the certificate in {} was read again", files.certificate());
    }
  }
}
