package io.audittrail.wire;

import static io.audittrail.wire.EventEncoder.ascii;

import io.audittrail.catalogue.ResourceKind;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the body of an ingest request (contract A) out of records of {@link EventEncoder}.
 *
 * <p>A description that several records carry stands in the body once, at the place of the last of
 * them: of different descriptions of one resource, the last is the one that counts.
 */
public final class IngestBody {
  static final byte[] START = ascii("{\"audit_events\":[");
  private static final int CAPACITY_BESIDE_RECORDS = 256;
  private static final int NUMBER_KEYS_BYTES = 56; // the keys, the quotes, and 19 digits

  private IngestBody() {}

  /**
   * Returns the body with the events of the given records in their order.
   *
   * @throws IllegalArgumentException if one of them is no record
   */
  public static byte[] of(List<byte[]> records) {
    return of(records, null);
  }

  /**
   * Returns the body with the events of the given records in their order, each with the keys {@code
   * producer} and {@code producer_sequence}. If the numbering is closed, the body says so in the
   * table {@code producers}: the last number of this producer is {@code last_sequence}.
   *
   * @param numbering the records' numbers; null for none
   * @throws IllegalArgumentException if one of them is no record
   */
  public static byte[] of(List<byte[]> records, @Nullable Numbering numbering) {
    JsonBuffer body = new JsonBuffer(capacity(records, numbering));
    byte[] producer = numbering == null ? null : producerKeys(numbering.producer());
    long number = numbering == null ? 0 : numbering.first();
    Map<ResourceKind, Map<JsonSlice, Boolean>> tables = new EnumMap<>(ResourceKind.class);
    body.raw(START);
    boolean first = true;
    for (byte[] bytes : records) {
      if (!first) {
        body.raw(',');
      }
      first = false;
      RecordReader record = new RecordReader(bytes);
      record.json().appendTo(body);
      if (producer != null) {
        body.dropLast().raw(producer).number(number++).raw('}');
      }
      while (record.nextDescription()) {
        tables
            .computeIfAbsent(record.kind(), kind -> inOrderOfLastUse())
            .put(record.json(), Boolean.TRUE);
      }
    }
    body.raw(']');
    tables.forEach((kind, entries) -> appendTable(body, kind, entries.keySet()));
    if (numbering != null && numbering.closed()) {
      body.ascii(",\"producers\":[{\"producer\":").string(numbering.producer());
      body.ascii(",\"last_sequence\":").number(number - 1).ascii("}]");
    }
    return body.raw('}').toByteArray();
  }

  /**
   * Returns the JSON of the event in a record, for people to read.
   *
   * @throws IllegalArgumentException if it is no record
   */
  public static String eventOf(byte[] record) {
    return new RecordReader(record).json().toString();
  }

  private static byte[] producerKeys(String producer) {
    return new JsonBuffer(128)
        .ascii(",\"producer\":")
        .string(producer)
        .ascii(",\"producer_sequence\":")
        .toByteArray();
  }

  private static void appendTable(JsonBuffer body, ResourceKind kind, Set<JsonSlice> entries) {
    body.raw(',').string(kind.table().orElseThrow()).raw(':');
    char separator = '[';
    for (JsonSlice entry : entries) {
      entry.appendTo(body.raw(separator));
      separator = ',';
    }
    body.raw(']');
  }

  private static Map<JsonSlice, Boolean> inOrderOfLastUse() {
    return new LinkedHashMap<>(16, 0.75f, true);
  }

  private static int capacity(List<byte[]> records, @Nullable Numbering numbering) {
    int each = 1 + (numbering == null ? 0 : bytesOfNumber(numbering.producer()));
    int capacity = CAPACITY_BESIDE_RECORDS;
    for (byte[] record : records) {
      capacity = Math.addExact(capacity, record.length + each);
    }
    return capacity;
  }

  /** Returns how many bytes a number adds to an event, at most, of a producer of plain ASCII. */
  public static int bytesOfNumber(String producer) {
    return NUMBER_KEYS_BYTES + producer.length();
  }
}
