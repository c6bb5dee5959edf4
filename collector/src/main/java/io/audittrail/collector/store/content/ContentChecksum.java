package io.audittrail.collector.store.content;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.EventRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Makes the checksum of all that a stored event says, CRC-32C: of the bytes of its content, and of
 * what they refer to or leave out, which is kept elsewhere. Not safe for use by several threads.
 */
final class ContentChecksum {
  private static final int BYTES_ELSEWHERE = (4 + KindCode.COUNT) * Integer.BYTES + Long.BYTES;

  private final CRC32C sum = new CRC32C();
  private final ByteBuffer elsewhere = ByteBuffer.allocate(BYTES_ELSEWHERE);

  /**
   * Returns the checksum of content that says what the event says.
   *
   * @param content begins with the content
   * @param length how many bytes of it there are before the checksum
   * @param id the code of the event's id
   */
  int of(byte[] content, int length, EventRecord event, byte[] id) {
    sum.reset();
    sum.update(content, 0, length);
    sum.update(id, 0, id.length);
    // Texts by their hashes: those of names are there already, they were looked up by them.
    elsewhere
        .clear()
        .putLong(event.occurredAtMicros())
        .putInt(event.type().hashCode())
        .putInt(event.actorUser().hashCode())
        .putInt(event.actorTenant().hashCode())
        .putInt(event.number() == null ? 0 : event.number().producer().hashCode());
    for (int code = 0; code < KindCode.COUNT; code++) {
      List<String> ids = event.ids().get(KindCode.kind(code));
      elsewhere.putInt(ids == null ? 0 : ids.hashCode());
    }
    sum.update(elsewhere.array(), 0, elsewhere.position());
    return (int) sum.getValue();
  }

  /** Returns the checksum of content of form 2. */
  static int ofFormTwo(byte[] content, int length, EventRecord event) {
    CRC32C sum = new CRC32C();
    sum.update(content, 0, length);
    String elsewhere =
        event.occurredAtMicros()
            + "\n"
            + event.id()
            + "\n"
            + event.type()
            + "\n"
            + event.actorUser()
            + "\n"
            + event.actorTenant()
            + "\n"
            + event.ids().getOrDefault(ResourceKind.TENANT, List.of());
    sum.update(elsewhere.getBytes(StandardCharsets.UTF_8));
    return (int) sum.getValue();
  }
}
