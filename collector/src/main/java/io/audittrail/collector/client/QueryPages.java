package io.audittrail.collector.client;

import io.audittrail.collector.client.body.EventBody;
import io.audittrail.collector.wire.MalformedBodyException;
import io.audittrail.collector.wire.WireJson;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A walk over the pages of a query, from the first to the last. For use by one thread. */
public final class QueryPages {
  /** The most events that a collector puts on a page. */
  public static final int MAX_PAGE_EVENTS = 1_000;

  private final CollectorClient client;
  private final String filter;
  private @Nullable String continuation;
  private boolean ended;

  /**
   * Makes a walk.
   *
   * @param filter the filter as JSON
   */
  public QueryPages(CollectorClient client, String filter) {
    this.client = client;
    this.filter = filter;
  }

  /** Returns whether there is another page. */
  public boolean hasNext() {
    return !ended;
  }

  /**
   * Returns the next page; it may be empty although there is another one.
   *
   * @param limit how many events at most
   */
  public EventBody next(int limit) throws IOException {
    EventBody page = page(client.post("/api/v1/audit_events/query", request(limit)));
    String next = page.continuation();
    if (next != null && next.equals(continuation)) {
      throw CallFailedException.refused("the answer continues where it began, without an end");
    }
    continuation = next;
    ended = next == null;
    return page;
  }

  private static EventBody page(byte[] json) throws CallFailedException {
    try {
      EventBody page = EventBody.read(json);
      if (page.hasEvents()) {
        return page;
      }
    } catch (MalformedBodyException e) {
      throw CallFailedException.notCollector(
          "the answer to the query was no page: " + e.getMessage());
    }
    throw CallFailedException.notCollector("the answer to the query had no audit_events");
  }

  private byte[] request(int limit) {
    return WireJson.write(
        json -> {
          json.writeStartObject();
          json.writeNumberField("limit", limit);
          if (continuation != null) {
            json.writeStringField("continuation", continuation);
          }
          json.writeFieldName("filter");
          json.writeRawValue(filter);
          json.writeEndObject();
        });
  }
}
