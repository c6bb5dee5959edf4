package io.audittrail.collector.store.content;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.producer.ProducerNumber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Packs what an event says, without its time and its id.
 *
 * <p>The form: its number (4) · references to the names of the type, the actor's user and the
 * actor's tenant · what there is: bit 0 for a producer's number, and a bit for each kind that the
 * event names, of the next higher number than the code of {@link KindCode} · of the producer's
 * number a reference to the producer's name and the number · for each kind the count of ids and the
 * ids, each a text or a reference to a name · the attributes up to the checksum · the {@link
 * ContentChecksum}.
 *
 * <p>Forms 1 and 2 are read as well: there is no producer's number, tenants are references before
 * all other kinds, and form 1 has no checksum.
 *
 * <p>Who reads an event does not look at its checksum; {@link ContentCheck} does.
 *
 * <p>A codec uses its buffer again and is not safe for use by several threads.
 */
public final class ContentCodec {
  private static final int UNCHECKED_FORM = 1;
  private static final int FORM_TWO = 2;
  private static final int FORM = 4; // 3 is one flipped bit away from 1
  private static final int CHECKSUM_BYTES = 4;

  /** A damaged count of ids must not take all memory. */
  private static final int USUAL_IDS = 4;

  private final PackedWriter writer = new PackedWriter();

  /**
   * Gives the names of event types, actors, tenants, producers and resources for references to
   * them.
   *
   * @param <E> what it throws if it cannot
   */
  public interface NamesByReference<E extends Exception> {
    /** Returns the name that a reference stands for. */
    String name(int reference) throws E;
  }

  /**
   * Gives references, numbers of at least 0, for names.
   *
   * @param <E> what it throws if it cannot
   */
  public interface ReferencesByName<E extends Exception> {
    /** What stands for no reference. */
    int NONE = -1;

    /** Returns the reference of a name, a new one if the name has none. */
    int reference(String name) throws E;

    /**
     * Returns the reference of the id of a resource, or {@link #NONE} if the id does not come so
     * often that it has one.
     */
    int referenceOfId(String id) throws E;
  }

  /**
   * Returns the content of an event.
   *
   * @param id the code of its id
   */
  public <E extends Exception> byte[] pack(EventRecord event, byte[] id, ReferencesByName<E> names)
      throws E {
    writer.reset().number(FORM);
    writer.number(names.reference(event.type()));
    writer.number(names.reference(event.actorUser()));
    writer.number(names.reference(event.actorTenant()));
    ProducerNumber number = event.number();
    Map<ResourceKind, List<String>> ids = event.ids();
    int there = number == null ? 0 : 1;
    for (int code = 0; code < KindCode.COUNT; code++) {
      there |= ids.containsKey(KindCode.kind(code)) ? bit(code) : 0;
    }
    writer.number(there);
    if (number != null) {
      writer.number(names.reference(number.producer())).largeNumber(number.number());
    }
    for (int code = 0; code < KindCode.COUNT; code++) {
      List<String> some = (there & bit(code)) == 0 ? null : ids.get(KindCode.kind(code));
      if (some != null) {
        pack(some, names);
      }
    }
    if (!event.ownAttributes().isEmpty()) {
      writer.raw(event.ownAttributes().getBytes(StandardCharsets.UTF_8));
    }
    return writer.checksum(event, id).toByteArray();
  }

  private <E extends Exception> void pack(List<String> ids, ReferencesByName<E> names) throws E {
    int count = ids.size();
    writer.number(count);
    for (int i = 0; i < count; i++) {
      String id = ids.get(i);
      int reference = names.referenceOfId(id);
      if (reference == ReferencesByName.NONE) {
        writer.text(id);
      } else {
        writer.reference(reference);
      }
    }
  }

  private static int bit(int kindCode) {
    return 1 << (kindCode + 1);
  }

  /**
   * Returns the event with the given content.
   *
   * @throws RuntimeException if the content is damaged or of a form that is not known
   */
  public static <E extends Exception> EventRecord unpack(
      String id, long occurredAtMicros, byte[] content, NamesByReference<E> names) throws E {
    int form = content[0];
    if (form != FORM && form != FORM_TWO && form != UNCHECKED_FORM) {
      throw new IllegalStateException("event " + id + " has the unknown form " + form);
    }
    PackedReader reader = new PackedReader(content, 1, checked(content));
    String type = names.name(reader.number());
    String user = names.name(reader.number());
    String tenant = names.name(reader.number());
    Map<ResourceKind, List<String>> ids = new EnumMap<>(ResourceKind.class);
    if (form != FORM) {
      int tenants = reader.number() - 1;
      if (tenants >= 0) {
        ids.put(ResourceKind.TENANT, names(reader, tenants, names));
      }
    }
    int there = form == FORM ? reader.number() : reader.number() << 1;
    ProducerNumber number = null;
    if ((there & 1) != 0) {
      number = new ProducerNumber(names.name(reader.number()), reader.largeNumber());
    }
    for (int code = 0; code < KindCode.COUNT; code++) {
      if ((there & bit(code)) != 0) {
        ids.put(KindCode.kind(code), texts(reader, names));
      }
    }
    return new EventRecord(
        id,
        type,
        occurredAtMicros,
        user,
        tenant,
        Collections.unmodifiableMap(ids),
        reader.rest(),
        number);
  }

  private static <E extends Exception> List<String> names(
      PackedReader reader, int count, NamesByReference<E> names) throws E {
    List<String> some = new ArrayList<>(Math.min(count, USUAL_IDS));
    for (int i = 0; i < count; i++) {
      some.add(names.name(reader.number()));
    }
    return Collections.unmodifiableList(some);
  }

  private static <E extends Exception> List<String> texts(
      PackedReader reader, NamesByReference<E> names) throws E {
    int count = reader.number();
    List<String> texts = new ArrayList<>(Math.min(count, USUAL_IDS));
    for (int i = 0; i < count; i++) {
      int header = reader.number();
      texts.add(
          PackedReader.isReference(header)
              ? names.name(PackedReader.reference(header))
              : reader.text(header));
    }
    return Collections.unmodifiableList(texts);
  }

  /** Returns how much of a content its checksum is of; all of it, if it has none. */
  private static int checked(byte[] content) {
    return content.length - (content[0] == UNCHECKED_FORM ? 0 : CHECKSUM_BYTES);
  }

  /** Returns whether a content has the checksum of the event that was unpacked from it. */
  static boolean isIntact(byte[] content, EventRecord event, byte[] id) {
    int length = checked(content);
    return switch (content[0]) {
      case UNCHECKED_FORM -> true;
      case FORM_TWO -> ContentChecksum.ofFormTwo(content, length, event) == int32(content, length);
      default -> new ContentChecksum().of(content, length, event, id) == int32(content, length);
    };
  }

  private static int int32(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes, at, Integer.BYTES).getInt();
  }
}
