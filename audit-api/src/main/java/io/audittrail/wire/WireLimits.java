package io.audittrail.wire;

import java.util.Objects;

/**
 * The limits that every event keeps, checked by those who make events and by the collector.
 *
 * <p>The form of event ids and types is contract A's; the other limits are ours.
 */
public final class WireLimits {
  /** The most characters in an event's id and in the name of its type. */
  public static final int MAX_TOKEN_LENGTH = 64;

  /** The most characters (UTF-16 units) in the id of an actor, a tenant or another resource. */
  public static final int MAX_ID_LENGTH = 512;

  /** The most ids of one kind in one event. */
  public static final int MAX_IDS_PER_KIND = 1_000;

  /** The most characters (UTF-16 units) in a part of a description, such as a name or a title. */
  public static final int MAX_DESCRIPTION_LENGTH = 4_096;

  /**
   * The most characters (UTF-16 units) in the key of an attribute and of an object in its value.
   */
  public static final int MAX_KEY_LENGTH = 128;

  /** The deepest nesting of an attribute's value; a string has depth 0, a list of strings 1. */
  public static final int MAX_ATTRIBUTE_DEPTH = 16;

  /**
   * The most characters in a number; JSON parsers commonly refuse longer ones, so they are text.
   */
  public static final int MAX_NUMBER_LENGTH = 1_000;

  /** The most bytes in the JSON of one event. */
  public static final int MAX_EVENT_BYTES = 256 * 1024;

  /** The most bytes in the JSON of one event together with its descriptions. */
  public static final int MAX_RECORD_BYTES = 512 * 1024;

  /** The most events in one ingest request. */
  public static final int MAX_EVENTS_PER_BODY = 10_000;

  /** The most bytes in one ingest request, after decompression. */
  public static final int MAX_BODY_BYTES = 8 * 1024 * 1024;

  /** The earliest exact time of an event: 1970-01-01T00:00:00Z, in microseconds. */
  public static final long MIN_TIME_MICROS = 0;

  /**
   * The first exact time that no event has, in microseconds: 9999-12-31T23:59:59.5Z, because from
   * there on the time that contract A shows, rounded to the second, would need a fifth digit.
   */
  public static final long END_TIME_MICROS = 253_402_300_799_500_000L;

  private WireLimits() {}

  /**
   * Returns the given event id or event type if it matches {@code [A-Za-z0-9_.-]{1,64}}.
   *
   * @param field the field's name for the message
   * @throws IllegalArgumentException if it does not match
   */
  public static String requireToken(String field, String value) {
    if (!isToken(Objects.requireNonNull(value, field))) {
      throw new IllegalArgumentException(
          field + " was " + quote(value) + ", allowed is [A-Za-z0-9_.-]{1,64}");
    }
    return value;
  }

  /** Returns whether the value matches {@code [A-Za-z0-9_.-]{1,64}}. */
  public static boolean isToken(String value) {
    int length = value.length();
    if (length == 0 || length > MAX_TOKEN_LENGTH) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      boolean allowed =
          (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || (c >= 'A' && c <= 'Z')
              || c == '_'
              || c == '.'
              || c == '-';
      if (!allowed) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the given id of an actor or a resource if it has 1 to 512 characters.
   *
   * @param field the field's name for the message
   * @throws IllegalArgumentException if it is empty or too long
   */
  public static String requireId(String field, String value) {
    Objects.requireNonNull(value, field);
    if (value.isEmpty() || value.length() > MAX_ID_LENGTH) {
      throw new IllegalArgumentException(
          field
              + (value.isEmpty() ? " was empty" : " had " + value.length() + " characters")
              + ", allowed are 1 to "
              + MAX_ID_LENGTH);
    }
    return value;
  }

  /** Returns the value in quotes, cut so that a message stays readable. */
  static String quote(String value) {
    return value.length() <= 80 ? '"' + value + '"' : '"' + value.substring(0, 77) + "…\"";
  }
}
