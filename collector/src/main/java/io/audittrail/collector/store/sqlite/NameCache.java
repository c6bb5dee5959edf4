package io.audittrail.collector.store.sqlite;

import org.jspecify.annotations.Nullable;

/**
 * Names by the references to them; a name never changes. Two references that share a place take
 * turns in it, so it is bounded. Safe for use by any number of threads.
 */
final class NameCache {
  private static final int PLACES = 32_768;

  /**
   * Written and read without order: a name is immutable, and one that is not seen is read again.
   */
  private final @Nullable Name[] names = new Name[PLACES];

  private record Name(int reference, String text) {}

  /** Returns a name, or null if it is not known. */
  @Nullable String get(int reference) {
    Name name = names[place(reference)];
    return name != null && name.reference() == reference ? name.text() : null;
  }

  /** Takes a name. */
  void put(int reference, String text) {
    names[place(reference)] = new Name(reference, text);
  }

  private static int place(int reference) {
    return reference & (PLACES - 1);
  }
}
