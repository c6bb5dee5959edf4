package io.audittrail.collector.store;

import io.audittrail.catalogue.ResourceKind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an event must be like to be read. An event matches if it meets every condition; it meets a
 * list of values if it has one of them. No condition (null, or no entry) is met by every event, an
 * empty list by none. Immutable.
 *
 * @param types the types of events
 * @param actorUsers who acted
 * @param actorTenants the tenants in which they acted
 * @param ids the resources that an event names, for each kind; of each kind that has an entry it
 *     must name one
 * @param attributes values that an event's attributes must have, as JSON; the order of an object's
 *     keys and the spelling of numbers and strings make no difference
 * @param text what must be part of a string or a number among the values of an event's attributes,
 *     however deep; upper and lower case make no difference
 */
public record EventFilter(
    EventTypes types,
    @Nullable Set<String> actorUsers,
    @Nullable Set<String> actorTenants,
    Map<ResourceKind, Set<String>> ids,
    Map<String, String> attributes,
    @Nullable String text) {
  /** The filter that every event matches. */
  public static final EventFilter NONE = builder().build();

  /** Returns a builder without conditions. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns whether every event matches. */
  public boolean isNone() {
    return equals(NONE);
  }

  /** Collects conditions; a later one replaces an earlier one of the same name. */
  public static final class Builder {
    private EventTypes types = EventTypes.ALL;
    private @Nullable Set<String> actorUsers;
    private @Nullable Set<String> actorTenants;
    private final Map<ResourceKind, Set<String>> ids = new EnumMap<>(ResourceKind.class);
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private @Nullable String text;

    private Builder() {}

    /** Sets the types of events. */
    public Builder types(EventTypes types) {
      this.types = types;
      return this;
    }

    /** Sets who acted. */
    public Builder actorUsers(Set<String> users) {
      this.actorUsers = Set.copyOf(users);
      return this;
    }

    /** Sets the tenants in which they acted. */
    public Builder actorTenants(Set<String> tenants) {
      this.actorTenants = Set.copyOf(tenants);
      return this;
    }

    /** Sets the resources of a kind of which an event must name one. */
    public Builder ids(ResourceKind kind, Set<String> some) {
      ids.put(kind, Set.copyOf(some));
      return this;
    }

    /** Sets the value that an attribute must have, as JSON. */
    public Builder attribute(String key, String json) {
      attributes.put(key, json);
      return this;
    }

    /** Sets what must be part of a value among the attributes. */
    public Builder text(String part) {
      this.text = part;
      return this;
    }

    /** Returns the filter. */
    public EventFilter build() {
      return new EventFilter(
          types,
          actorUsers,
          actorTenants,
          Collections.unmodifiableMap(new EnumMap<>(ids)),
          Collections.unmodifiableMap(new LinkedHashMap<>(attributes)),
          text);
    }
  }
}
