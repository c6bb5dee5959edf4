package io.audittrail.collector.store;

import java.util.HashSet;
import java.util.Set;

/**
 * A set of event types: those that are listed, or all but those that are listed.
 *
 * @param listed whether {@code names} are the types of the set; if not, they are all the types that
 *     are not in it
 * @param names names of types on the wire
 */
public record EventTypes(boolean listed, Set<String> names) {
  /** Every type, also those that nobody has heard of yet. */
  public static final EventTypes ALL = except(Set.of());

  /** Makes a set. */
  public EventTypes {
    names = Set.copyOf(names);
  }

  /** Returns the set of the given types; none at all if there are no names. */
  public static EventTypes of(Set<String> names) {
    return new EventTypes(true, names);
  }

  /** Returns the set of all types but the given ones. */
  public static EventTypes except(Set<String> names) {
    return new EventTypes(false, names);
  }

  /** Returns whether a type is in the set. */
  public boolean contains(String type) {
    return names.contains(type) == listed;
  }

  /** Returns the types that are in this set and in the other one. */
  public EventTypes and(EventTypes other) {
    if (!listed && !other.listed) {
      Set<String> both = new HashSet<>(names);
      both.addAll(other.names);
      return except(both);
    }
    EventTypes base = listed ? this : other;
    EventTypes condition = listed ? other : this;
    Set<String> common = new HashSet<>(base.names);
    common.removeIf(type -> !condition.contains(type));
    return of(common);
  }
}
