package io.audittrail.collector.client;

import io.audittrail.collector.client.body.ProducerBody;
import io.audittrail.collector.wire.MalformedBodyException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A walk over the producers that miss numbers. For use by one thread. */
public final class ProducerPages {
  private static final String PATH = "/api/v1/producers?gaps=true&limit=500";

  private final CollectorClient client;
  private @Nullable String after;
  private boolean ended;

  /** Makes a walk. */
  public ProducerPages(CollectorClient client) {
    this.client = client;
  }

  /** Returns whether there is another page. */
  public boolean hasNext() {
    return !ended;
  }

  /** Returns the next page; it may be empty although there is another one. */
  public List<ProducerBody> next() throws IOException {
    String path =
        after == null ? PATH : PATH + "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
    ProducerBody.Page page;
    try {
      page = ProducerBody.read(client.get(path));
    } catch (MalformedBodyException e) {
      throw CallFailedException.notCollector(
          "the answer about the producers was none: " + e.getMessage());
    }
    String next = page.next();
    if (next != null && next.equals(after)) {
      throw CallFailedException.refused("the answer continues where it began, without an end");
    }
    after = next;
    ended = next == null;
    return page.producers();
  }
}
