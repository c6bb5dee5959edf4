package io.audittrail.delivery.send;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;

/** An HTTP client together with its threads, which end with it. */
final class HttpLink {
  private final HttpThreads threads = new HttpThreads();
  private final HttpClient client;

  HttpLink(Endpoint endpoint, Duration connectTimeout)
      throws GeneralSecurityException, IOException {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout)
            .executor(threads);
    builder.proxy(
        endpoint.proxy() == null
            ? HttpClient.Builder.NO_PROXY
            : ProxySelector.of(endpoint.proxy()));
    if (endpoint.uri().getScheme().equalsIgnoreCase("http")) {
      builder.sslContext(NoTls.INSTANCE);
    } else if (endpoint.trust() != null) {
      builder.sslContext(endpoint.trust().context());
    }
    this.client = builder.build();
  }

  HttpClient client() {
    return client;
  }

  void close() {
    try {
      HttpClient.class.getMethod("shutdownNow").invoke(client);
    } catch (ReflectiveOperationException before21) {
      // then ending its threads is what ends it
    }
    threads.stop();
  }
}
