package io.audittrail.collector.query.answer;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.StoredEvent;
import io.audittrail.collector.wire.JsonOutput;
import io.audittrail.collector.wire.TimeWriter;
import io.audittrail.event.Resource;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Writes events as JSON: contract A's query response, and what is made of the same parts. */
public final class PageWriter {
  private static final int EVENT_BYTES = 768;
  private static final int FIRST_BYTES = 128 * 1024;
  private static final int MOST_KEPT_BYTES = 1024 * 1024;

  /** The output of a page that was written before: a new one takes memory that no cache knows. */
  private static final AtomicReference<@Nullable JsonOutput> IDLE = new AtomicReference<>();

  private static final byte[] ID = utf8("{\"event_id\":");
  private static final byte[] TYPE = utf8(",\"event_type\":");
  private static final byte[] SHOWN = utf8(",\"timestamp\":\"");
  private static final byte[] ACTOR_USER = utf8("\",\"actor_user_id\":");
  private static final byte[] ACTOR_TENANT = utf8(",\"actor_tenant_id\":");
  private static final byte[] EXACT = utf8(",\"occurred_at\":\"");
  private static final byte[] END = utf8("\"}");
  private static final byte[] USERNAME = utf8(",\"username\":");
  private static final byte[] EMAIL = utf8(",\"email\":");
  private static final byte[] DISPLAY_NAME = utf8(",\"display_name\":");
  private static final byte[] NAME = utf8(",\"name\":");
  private static final byte[] TITLE = utf8(",\"title\":");
  private static final byte[] ENTRY = utf8("{\"id\":");
  private static final Map<ResourceKind, byte[]> KEYS = new EnumMap<>(ResourceKind.class);

  /** All kinds but the one that comes first. */
  private static final List<ResourceKind> OTHERS =
      Arrays.stream(ResourceKind.values()).filter(kind -> kind != ResourceKind.TENANT).toList();

  static {
    for (ResourceKind kind : ResourceKind.values()) {
      KEYS.put(kind, utf8(",\"" + kind.key() + "\":"));
    }
  }

  private final JsonOutput json;
  private final TimeWriter times = new TimeWriter();

  private PageWriter(JsonOutput json) {
    this.json = json;
  }

  /**
   * Returns the JSON of a page.
   *
   * @param continuation where the next page begins; null if there is none
   */
  public static byte[] json(
      List<StoredEvent> events, SideTables tables, @Nullable String continuation) {
    JsonOutput idle = IDLE.getAndSet(null);
    JsonOutput json = idle == null ? new JsonOutput(FIRST_BYTES) : idle.clear();
    json.raw("{\"status\":\"ok\",");
    body(json, events, tables);
    if (continuation != null) {
      json.raw(",\"continuation\":").string(continuation);
    }
    byte[] page = json.raw('}').toByteArray();
    if (page.length <= MOST_KEPT_BYTES) {
      IDLE.set(json);
    }
    return page;
  }

  /**
   * Returns the JSON of one event for itself, on one line: its commit sequence number and the
   * members that an ingest body has.
   */
  public static byte[] line(StoredEvent event, SideTables tables) {
    JsonOutput json = new JsonOutput(2 * EVENT_BYTES);
    json.raw("{\"sequence\":").number(event.sequence()).raw(',');
    body(json, List.of(event), tables);
    return json.raw('}').toByteArray();
  }

  /** Writes the members that an ingest body has: the events and what they mention. */
  public static void body(JsonOutput json, List<StoredEvent> events, SideTables tables) {
    PageWriter writer = new PageWriter(json);
    json.raw("\"audit_events\":[");
    for (StoredEvent event : events) {
      writer.event(event.event());
      json.raw(',');
    }
    json.end(']');
    for (ResourceKind kind : ResourceKind.described()) {
      writer.table(kind, tables);
    }
  }

  private void event(EventRecord event) {
    json.raw(ID).string(event.id()).raw(TYPE).string(event.type()).raw(SHOWN);
    times.shown(json, event.occurredAtMicros());
    json.raw(ACTOR_USER).string(event.actorUser()).raw(ACTOR_TENANT).string(event.actorTenant());
    ids(ResourceKind.TENANT, event.ids().getOrDefault(ResourceKind.TENANT, List.of()));
    for (ResourceKind kind : OTHERS) {
      List<String> ids = event.ids().get(kind);
      if (ids != null) {
        ids(kind, ids);
      }
    }
    String attributes = event.attributes();
    if (!attributes.isEmpty()) {
      json.raw(',').raw(attributes);
    }
    json.raw(EXACT);
    times.exact(json, event.occurredAtMicros());
    json.raw(END);
  }

  private void ids(ResourceKind kind, List<String> ids) {
    json.raw(Objects.requireNonNull(KEYS.get(kind)));
    if (kind.isSingle()) {
      json.string(ids.get(0));
      return;
    }
    json.raw('[');
    for (String id : ids) {
      json.string(id).raw(',');
    }
    json.end(']');
  }

  private void table(ResourceKind kind, SideTables tables) {
    json.raw(",\"").raw(kind.table().orElseThrow()).raw("\":[");
    byte[] parentKey = utf8(kind.parentKey().map(key -> ",\"" + key + "\":").orElse(""));
    for (SideTables.Entry described : tables.table(kind)) {
      Resource entry = described.resource();
      json.raw(ENTRY);
      int id = json.length();
      json.string(entry.id());
      int idEnd = json.length();
      if (parentKey.length > 0) {
        json.raw(parentKey).string(or(entry.parentId(), ""));
      }
      names(entry, id, idEnd);
      json.raw('}').raw(',');
    }
    json.end(']');
  }

  /** Writes the names of an entry; what it lacks is its id, which is there already. */
  private void names(Resource entry, int id, int idEnd) {
    boolean user = entry.kind() == ResourceKind.USER;
    json.raw(user ? USERNAME : NAME);
    int name = json.length();
    if (entry.name() == null) {
      json.again(id, idEnd);
    } else {
      json.string(entry.name());
    }
    int nameEnd = json.length();
    if (user) {
      json.raw(EMAIL).string(or(entry.email(), ""));
    } else if (entry.kind() == ResourceKind.TENANT || entry.kind() == ResourceKind.PROJECT) {
      return;
    }
    json.raw(user ? DISPLAY_NAME : TITLE);
    if (entry.title() == null) {
      json.again(name, nameEnd);
    } else {
      json.string(entry.title());
    }
  }

  private static String or(@Nullable String value, String otherwise) {
    return value == null ? otherwise : value;
  }

  private static byte[] utf8(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
