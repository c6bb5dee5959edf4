package io.audittrail.collector.store.content;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.EventRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Packs what an event says, without its time and its id.
 *
 * <p>The form: its number (2) · references to the names of the type, the actor's user and the
 * actor's tenant · one more than the count of tenants and references to them, 0 if the event names
 * no list of tenants · the tail. The tail needs no references and is packed on the caller's thread:
 * a set of the other kinds that the event names, a bit for each code of {@link KindCode} · for each
 * of them the count of ids and the ids · the attributes up to the checksum · the checksum, CRC-32C
 * of what is before it and of the event's time, id and names, which are elsewhere. Form 1 is the
 * same without a checksum.
 *
 * <p>Who reads an event does not look at its checksum; {@link ContentCheck} does.
 *
 * <p>A codec uses its buffer again and is not safe for use by several threads.
 */
public final class ContentCodec {
  private static final int UNCHECKED = 1;
  private static final int FORMAT = 2;
  private static final int CHECKSUM_BYTES = 4;

  private final PackedWriter writer = new PackedWriter();

  /**
   * Gives the names of event types, actors and tenants for references to them.
   *
   * @param <E> what it throws if it cannot
   */
  public interface NamesByReference<E extends Exception> {
    /** Returns the name that a reference stands for. */
    String name(int reference) throws E;
  }

  /**
   * Gives references, numbers of at least 0, for the names of event types, actors and tenants.
   *
   * @param <E> what it throws if it cannot
   */
  public interface ReferencesByName<E extends Exception> {
    /** Returns the reference of a name, a new one if the name has none. */
    int reference(String name) throws E;
  }

  /** Returns the tail of an event's content. */
  public byte[] tail(EventRecord event) {
    Map<ResourceKind, List<String>> ids = event.ids();
    int kinds = 0;
    for (ResourceKind kind : ids.keySet()) {
      kinds |= kind == ResourceKind.TENANT ? 0 : 1 << KindCode.of(kind);
    }
    writer.reset().number(kinds);
    for (int code = 0; code < KindCode.COUNT; code++) {
      if ((kinds & 1 << code) != 0) {
        List<String> some = ids.getOrDefault(KindCode.kind(code), List.of());
        writer.number(some.size());
        some.forEach(writer::text);
      }
    }
    return writer.raw(event.attributes().getBytes(StandardCharsets.UTF_8)).toByteArray();
  }

  /**
   * Returns the content of an event.
   *
   * @param tail what {@link #tail} returned for it, by whatever codec
   */
  public <E extends Exception> byte[] pack(
      EventRecord event, byte[] tail, ReferencesByName<E> names) throws E {
    return pack(FORMAT, event, tail, names);
  }

  /** Packs an event again in the form that it has, so that the bytes can be compared. */
  <E extends Exception> byte[] packLike(
      byte[] content, EventRecord event, ReferencesByName<E> names) throws E {
    return pack(content[0], event, tail(event), names);
  }

  private <E extends Exception> byte[] pack(
      int format, EventRecord event, byte[] tail, ReferencesByName<E> names) throws E {
    writer.reset().number(format);
    writer.number(names.reference(event.type()));
    writer.number(names.reference(event.actorUser()));
    writer.number(names.reference(event.actorTenant()));
    List<String> tenants = event.ids().get(ResourceKind.TENANT);
    writer.number(tenants == null ? 0 : tenants.size() + 1);
    if (tenants != null) {
      for (String tenant : tenants) {
        writer.number(names.reference(tenant));
      }
    }
    writer.raw(tail);
    if (format == FORMAT) {
      writer.checksum(event);
    }
    return writer.toByteArray();
  }

  /**
   * Returns the event with the given content.
   *
   * @throws RuntimeException if the content is damaged or of a form that is not known
   */
  public static <E extends Exception> EventRecord unpack(
      String id, long occurredAtMicros, byte[] content, NamesByReference<E> names) throws E {
    int format = content[0];
    PackedReader reader =
        new PackedReader(content, 1, content.length - (format == FORMAT ? CHECKSUM_BYTES : 0));
    if (format != FORMAT && format != UNCHECKED) {
      throw new IllegalStateException("event " + id + " has the unknown format " + format);
    }
    String type = names.name(reader.number());
    String user = names.name(reader.number());
    String tenant = names.name(reader.number());
    Map<ResourceKind, List<String>> ids = new EnumMap<>(ResourceKind.class);
    List<String> tenants = tenants(reader, names);
    if (tenants != null) {
      ids.put(ResourceKind.TENANT, tenants);
    }
    int kinds = reader.number();
    for (int code = 0; code < KindCode.COUNT; code++) {
      if ((kinds & 1 << code) != 0) {
        ids.put(KindCode.kind(code), texts(reader));
      }
    }
    return new EventRecord(
        id, type, occurredAtMicros, user, tenant, Collections.unmodifiableMap(ids), reader.rest());
  }

  private static <E extends Exception> @Nullable List<String> tenants(
      PackedReader reader, NamesByReference<E> names) throws E {
    int count = reader.number() - 1;
    if (count < 0) {
      return null;
    }
    List<String> tenants = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tenants.add(names.name(reader.number()));
    }
    return Collections.unmodifiableList(tenants);
  }

  private static List<String> texts(PackedReader reader) {
    int count = reader.number();
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(reader.text());
    }
    return Collections.unmodifiableList(texts);
  }
}
