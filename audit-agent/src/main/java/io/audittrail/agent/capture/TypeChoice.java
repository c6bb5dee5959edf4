package io.audittrail.agent.capture;

import io.audittrail.catalogue.EventType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The event types of a method: which one a call becomes.
 *
 * @param success the type when the call succeeds; null if that is no event
 * @param failures the types that exceptions make
 */
record TypeChoice(@Nullable KnownType success, List<Failure> failures) {
  /**
   * A type that an exception makes.
   *
   * @param exception the name of the exception's class
   */
  record Failure(String exception, KnownType type) {}

  /** An event type, or why there is none. */
  record KnownType(@Nullable EventType type, @Nullable RuntimeException problem) {
    /**
     * Returns the type.
     *
     * @throws IllegalStateException if it could not be found in the application
     */
    EventType require() {
      if (type == null) {
        throw new IllegalStateException("event type is not known", problem);
      }
      return type;
    }
  }

  /**
   * Returns the type of the event that a call becomes; null if it becomes none. Of the failures,
   * the one whose exception is nearest to the thrown one counts; names are compared, so nothing is
   * loaded.
   *
   * @param thrown what the call threw; null if it succeeded
   */
  @Nullable EventType of(@Nullable Throwable thrown) {
    if (thrown == null) {
      return success == null ? null : success.require();
    }
    for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
      for (Failure failure : failures) {
        if (failure.exception().equals(type.getName())) {
          return failure.type().require();
        }
      }
    }
    return null;
  }

  /**
   * Returns a type that the event of a call can have that is not over: that of a success, if there
   * is one.
   *
   * @throws IllegalStateException if none of the types could be found in the application
   */
  EventType likely() {
    KnownType known = success;
    for (int i = 0; i < failures.size() && (known == null || known.type() == null); i++) {
      known = failures.get(i).type();
    }
    if (known == null) {
      throw new IllegalStateException("there is no type");
    }
    return known.require();
  }
}
