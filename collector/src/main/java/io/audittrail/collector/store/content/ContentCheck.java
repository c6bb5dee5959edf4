package io.audittrail.collector.store.content;

import io.audittrail.collector.store.EventRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells whether an event that was read is one that could have been written; for one thread. */
public final class ContentCheck {
  private static final long MOST_MICROS = 253_402_300_799_999_999L; // 9999-12-31T23:59:59.999999Z

  private final ContentCodec codec = new ContentCodec();

  /** Returns what is wrong with the code of an id, or null. */
  public @Nullable String problemOfId(byte[] code) {
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
   * Returns what is wrong with an event whose id can be read, or null. What was read is packed once
   * more: with another time, id, name, text or number, it does not lead to the same checksum.
   *
   * @throws E if a name is missing
   */
  public <E extends Exception> @Nullable String problem(
      byte[] id, long micros, byte[] content, ContentCodec.NamesByReference<E> names) throws E {
    if (micros < 0 || micros > MOST_MICROS) {
      return "the time is out of its range";
    }
    List<Integer> references = new ArrayList<>(4);
    EventRecord event;
    try {
      event =
          ContentCodec.unpack(
              EventIdCode.decode(id),
              micros,
              content,
              reference -> {
                references.add(reference);
                return names.name(reference);
              });
      Iterator<Integer> again = references.iterator();
      byte[] packed = codec.packLike(content, event, name -> again.next());
      if (!Arrays.equals(packed, content)) {
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
