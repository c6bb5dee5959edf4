package io.audittrail.collector.store;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.producer.ProducerNumber;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is stored: checked, complete, immutable.
 *
 * <p>Two records are equal by content if their parts are; the text of {@link #attributes()} may
 * differ in the order of its keys and in the spelling of its values without a difference in
 * meaning, which is the store's to find out when an event comes again.
 *
 * <p>Texts are well-formed: half of a surrogate pair would come back as a question mark.
 *
 * @param id {@code [A-Za-z0-9_.-]{1,64}}
 * @param type {@code [A-Za-z0-9_.-]{1,64}}
 * @param occurredAtMicros microseconds since 1970-01-01T00:00:00Z, years 1970 to 9999
 * @param actorUser 1 to 512 characters
 * @param actorTenant 1 to 512 characters
 * @param ids the ids of each kind that the event names, in their order; a kind that it does not
 *     name has no entry, one that it names with an empty list has an empty one
 * @param ownAttributes everything else as members of a JSON object without its braces, such as
 *     {@code "n":1,"s":"x"}; empty if there is nothing else
 * @param number the number that a producer gave to the event, which is two more attributes; null if
 *     it has none, or one that is spelled in another way or place, among {@code ownAttributes}
 */
public record EventRecord(
    String id,
    String type,
    long occurredAtMicros,
    String actorUser,
    String actorTenant,
    Map<ResourceKind, List<String>> ids,
    String ownAttributes,
    @Nullable ProducerNumber number) {

  /** An event without a number of its own place. */
  public EventRecord(
      String id,
      String type,
      long occurredAtMicros,
      String actorUser,
      String actorTenant,
      Map<ResourceKind, List<String>> ids,
      String attributes) {
    this(id, type, occurredAtMicros, actorUser, actorTenant, ids, attributes, null);
  }

  /**
   * Returns the attributes, with those that say its number last, as members of a JSON object
   * without its braces; empty if there are none.
   */
  public String attributes() {
    if (number == null) {
      return ownAttributes;
    }
    String numbers = number.members();
    return ownAttributes.isEmpty() ? numbers : ownAttributes + ',' + numbers;
  }

  /** Returns the place of the event in the order of all events. */
  public Position position() {
    return new Position(occurredAtMicros, id);
  }
}
