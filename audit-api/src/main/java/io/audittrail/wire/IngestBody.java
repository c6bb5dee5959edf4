package io.audittrail.wire;

import io.audittrail.catalogue.ResourceKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the body of an ingest request (contract A) out of records of {@link EventEncoder}.
 *
 * <p>A description that several records carry stands in the body once.
 */
public final class IngestBody {
  private static final ResourceKind[] KINDS = ResourceKind.values();

  private IngestBody() {}

  /**
   * Returns the body with the events of the given records in their order.
   *
   * @throws IllegalArgumentException if one of them is no record
   */
  public static byte[] of(List<byte[]> records) {
    JsonBuffer body = new JsonBuffer(size(records));
    Map<ResourceKind, Set<ByteBuffer>> tables = new EnumMap<>(ResourceKind.class);
    body.ascii("{\"audit_events\":[");
    boolean first = true;
    for (byte[] record : records) {
      if (!first) {
        body.raw((byte) ',');
      }
      first = false;
      ByteBuffer rest = ByteBuffer.wrap(record);
      append(body, next(rest));
      while (rest.hasRemaining()) {
        ResourceKind kind = KINDS[rest.get()];
        tables.computeIfAbsent(kind, k -> new LinkedHashSet<>()).add(next(rest));
      }
    }
    body.raw((byte) ']');
    tables.forEach((kind, entries) -> table(body, kind, entries));
    return body.raw((byte) '}').toByteArray();
  }

  /** Returns the JSON of the event in a record, for people to read. */
  public static String eventOf(byte[] record) {
    return StandardCharsets.UTF_8.decode(next(ByteBuffer.wrap(record))).toString();
  }

  private static void table(JsonBuffer body, ResourceKind kind, Collection<ByteBuffer> entries) {
    body.ascii(",\"" + kind.table().orElseThrow() + "\":[");
    boolean first = true;
    for (ByteBuffer entry : entries) {
      if (!first) {
        body.raw((byte) ',');
      }
      first = false;
      append(body, entry);
    }
    body.raw((byte) ']');
  }

  private static ByteBuffer next(ByteBuffer record) {
    int length = record.remaining() < Integer.BYTES ? -1 : record.getInt();
    if (length < 0 || length > record.remaining()) {
      throw new IllegalArgumentException("record of " + record.limit() + " bytes is cut short");
    }
    ByteBuffer part = record.slice(record.position(), length);
    record.position(record.position() + length);
    return part;
  }

  private static void append(JsonBuffer body, ByteBuffer part) {
    body.raw(part.array(), part.arrayOffset(), part.limit());
  }

  private static int size(List<byte[]> records) {
    int size = 256;
    for (byte[] record : records) {
      size += record.length + 1;
    }
    return size;
  }
}
