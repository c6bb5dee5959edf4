package io.audittrail.collector.store.content;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.EventRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares what two events say, whatever the spelling: the order of keys and the form of numbers
 * make no difference, and no list of ids says what an empty one says.
 */
public final class Meaning {
  /** What says how an event came here, and not what happened. */
  private static final List<String> TRANSPORT = List.of("producer", "producer_sequence");

  private Meaning() {}

  /**
   * Returns whether two events with the same id and time say the same; the numbers that producers
   * gave them make no difference.
   */
  public static boolean isSame(EventRecord one, EventRecord other) {
    return one.type().equals(other.type())
        && one.actorUser().equals(other.actorUser())
        && one.actorTenant().equals(other.actorTenant())
        && named(one).equals(named(other))
        && isSameJson(one.attributes(), other.attributes());
  }

  private static Map<ResourceKind, List<String>> named(EventRecord event) {
    Map<ResourceKind, List<String>> named = new HashMap<>(event.ids());
    named.values().removeIf(List::isEmpty);
    return named;
  }

  private static boolean isSameJson(String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    JsonNode first = statement(one);
    JsonNode second = statement(other);
    return first != null && second != null && JsonMeaning.isSame(first, second);
  }

  private static @Nullable JsonNode statement(String attributes) {
    JsonNode members = JsonMeaning.object(attributes);
    return members instanceof ObjectNode object ? object.remove(TRANSPORT) : null;
  }
}
