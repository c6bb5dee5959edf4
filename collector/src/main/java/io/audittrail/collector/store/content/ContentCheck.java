package io.audittrail.collector.store.content;

import io.audittrail.collector.store.EventRecord;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Tells whether an event that was read is one that could have been written. */
public final class ContentCheck {
  private static final long MOST_MICROS = 253_402_300_799_999_999L; // 9999-12-31T23:59:59.999999Z

  private ContentCheck() {}

  /** Returns what is wrong with the code of an id, or null. */
  public static @Nullable String problemOfId(byte[] code) {
    try {
      String id = EventIdCode.decode(code);
      boolean good =
          !id.isEmpty() && id.length() <= 64 && Arrays.equals(EventIdCode.encode(id), code);
      return good ? null : "the id cannot be read";
    } catch (RuntimeException e) {
      return "the id cannot be read";
    }
  }

  /**
   * Returns what is wrong with an event whose id can be read, or null. With another time, id, name,
   * text or number, what was read does not lead to the same checksum.
   *
   * @throws E if a name is missing
   */
  public static <E extends Exception> @Nullable String problem(
      byte[] id, long micros, byte[] content, ContentCodec.NamesByReference<E> names) throws E {
    if (micros < 0 || micros > MOST_MICROS) {
      return "the time is out of its range";
    }
    EventRecord event;
    try {
      event = ContentCodec.unpack(EventIdCode.decode(id), micros, content, names);
      if (!ContentCodec.isIntact(content, event, id)) {
        return "the checksum is wrong";
      }
    } catch (IllegalStateException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | NegativeArraySizeException e) {
      return "the content cannot be read";
    }
    return JsonMeaning.object(event.attributes()) == null ? "the attributes are no JSON" : null;
  }
}
