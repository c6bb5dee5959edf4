package io.audittrail.catalogue;

import java.util.Locale;
import java.util.Set;

/**
 * A type of event: what {@code @Audited} and the builder of an event take.
 *
 * <p>The documented types are {@link DocumentedEventType}. An organisation's own types are an enum
 * of its own that implements this interface; every method but {@link #name()}, which an enum has
 * already, has a default. Implementations are immutable and safe for use by any thread.
 */
public interface EventType {
  /** Returns the name of the constant; an enum has this method already. */
  String name();

  /**
   * Returns the name of the type on the wire, which matches {@code [A-Za-z0-9_.-]{1,64}}; by
   * default the constant's name in lower case.
   */
  default String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the system that the type belongs to, such as {@code cogniac}; by default {@code own}.
   */
  default String system() {
    return "own";
  }

  /**
   * Returns the group within the system, such as {@code authentication}; by default {@code own}.
   */
  default String category() {
    return "own";
  }

  /** Returns what an event of this type says, in a few words; by default the name on the wire. */
  default String meaning() {
    return wireName();
  }

  /** Returns the kinds of resources that events of this type usually name; by default none. */
  default Set<ResourceKind> resources() {
    return Set.of();
  }

  /** Returns whether the event says that something was done or refused; by default done. */
  default Outcome outcome() {
    return Outcome.SUCCESS;
  }

  /**
   * Returns the type with the given name on the wire: the documented one where there is one, else a
   * type that has nothing but this name.
   *
   * @throws IllegalArgumentException if the name does not match {@code [A-Za-z0-9_.-]{1,64}}
   */
  static EventType of(String wireName) {
    return DocumentedEventType.find(wireName)
        .map(EventType.class::cast)
        .orElseGet(() -> new OtherEventType(wireName));
  }
}
