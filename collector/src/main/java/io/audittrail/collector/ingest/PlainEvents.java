package io.audittrail.collector.ingest;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.producer.ProducerNumber;
import io.audittrail.collector.wire.WireTime;
import io.audittrail.wire.WireLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads events in the form in which our own delivery writes them: no white space, keys in their
 * order, plain ASCII without escapes, attributes that are no lists or objects. It takes a fraction
 * of the time that a parser of all of JSON takes, and knows no errors: what has another form, or is
 * wrong in any way, is left to {@link EventReader}.
 */
final class PlainEvents {
  /** A body of so many bytes cannot have more keys and values than a body may have. */
  private static final int MOST_BYTES = 2 * 1024 * 1024;

  private static final int MOST_ATTRIBUTES = 16;
  private static final int SECOND_LENGTH = "2021-06-10T16:32:52".length();
  private static final int MICROS_DIGITS = 6;

  private static final byte[] START = ascii("{\"audit_events\":[");
  private static final byte[] EVENT_ID = ascii("{\"event_id\":\"");
  private static final byte[] EVENT_TYPE = ascii(",\"event_type\":\"");
  private static final byte[] OCCURRED_AT = ascii(",\"occurred_at\":\"");
  private static final byte[] ACTOR_USER = ascii(",\"actor_user_id\":\"");
  private static final byte[] ACTOR_TENANT = ascii(",\"actor_tenant_id\":\"");
  private static final byte[] PRODUCER = ascii(",\"producer\":\"");
  private static final byte[] PRODUCER_SEQUENCE = ascii(",\"producer_sequence\":");
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final byte[] NULL = ascii("null");
  private static final ResourceKind[] KINDS = ResourceKind.values();
  private static final byte[][] KIND_KEYS = new byte[KINDS.length][];

  static {
    for (int i = 0; i < KINDS.length; i++) {
      KIND_KEYS[i] = ascii(",\"" + KINDS[i].key() + "\":" + (KINDS[i].isSingle() ? "\"" : "[\""));
    }
  }

  private final byte[] body;
  private final PlainText text;
  private final byte[] secondText = new byte[SECOND_LENGTH];
  private long secondMicros;
  private final List<String> keys = new ArrayList<>();

  private PlainEvents(byte[] body, TextCache texts) {
    this.body = body;
    this.text = new PlainText(body, texts);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Reads the list with which a body begins.
   *
   * @param events takes the events
   * @return where the list's end is in the body; -1 if something has another form, and then what
   *     {@code events} took means nothing
   */
  static int read(byte[] body, TextCache texts, List<ReadEvent> events) {
    if (body.length > MOST_BYTES) {
      return -1;
    }
    try {
      return new PlainEvents(body, texts).events(events);
    } catch (PlainText.OtherFormException e) {
      return -1;
    }
  }

  private int events(List<ReadEvent> events) {
    text.expect(START);
    do {
      if (events.size() == WireLimits.MAX_EVENTS_PER_BODY) {
        throw PlainText.otherForm();
      }
      events.add(event(events.size()));
    } while (text.take(','));
    text.expect(']');
    return text.at();
  }

  private ReadEvent event(int index) {
    int begin = text.at();
    ReadEvent event = new ReadEvent(index);
    text.expect(EVENT_ID);
    event.id = id();
    text.expect(EVENT_TYPE);
    event.type = type();
    text.expect(OCCURRED_AT);
    event.occurredAtMicros = micros();
    text.expect(ACTOR_USER);
    event.actorUser = text.text(WireLimits.MAX_ID_LENGTH);
    if (text.take(ACTOR_TENANT)) {
      event.actorTenant = text.text(WireLimits.MAX_ID_LENGTH);
    }
    for (int kind = 0; kind < KINDS.length; kind++) {
      if (text.take(KIND_KEYS[kind])) {
        event.ids.put(KINDS[kind], KINDS[kind].isSingle() ? List.of(anyId()) : ids());
      }
    }
    attributes(event);
    int end = text.at();
    if (text.take(PRODUCER)) {
      event.placedNumber = number();
    }
    text.expect('}');
    if (end - begin >= WireLimits.MAX_EVENT_BYTES) {
      throw PlainText.otherForm();
    }
    return event;
  }

  /** Reads an id that hardly ever comes again. */
  private String id() {
    int from = text.at();
    String id = new String(body, from, text.pass() - from, StandardCharsets.ISO_8859_1);
    return requireToken(id);
  }

  private String type() {
    return requireToken(text.text(WireLimits.MAX_TOKEN_LENGTH));
  }

  private static String requireToken(String value) {
    if (!WireLimits.isToken(value)) {
      throw PlainText.otherForm();
    }
    return value;
  }

  private String anyId() {
    return text.text(WireLimits.MAX_ID_LENGTH);
  }

  private List<String> ids() {
    String first = anyId();
    if (text.take(']')) {
      return List.of(first);
    }
    List<String> ids = new ArrayList<>(2);
    ids.add(first);
    do {
      text.expect(',');
      text.expect('"');
      ids.add(anyId());
    } while (!text.take(']'));
    if (ids.size() > WireLimits.MAX_IDS_PER_KIND) {
      throw PlainText.otherForm();
    }
    return ids;
  }

  /** Reads a time to the microsecond; most events share their second with the one before. */
  private long micros() {
    int from = text.at();
    int end = text.pass();
    int point = from + SECOND_LENGTH;
    if (end != point + MICROS_DIGITS + 2 || body[point] != '.' || body[end - 1] != 'Z') {
      throw PlainText.otherForm();
    }
    if (!Arrays.equals(body, from, point, secondText, 0, SECOND_LENGTH)) {
      System.arraycopy(body, from, secondText, 0, SECOND_LENGTH);
      secondMicros = parseSecond(new String(secondText, StandardCharsets.ISO_8859_1) + 'Z');
    }
    int micros = 0;
    for (int i = point + 1; i < end - 1; i++) {
      int digit = body[i] - '0';
      if (digit < 0 || digit > 9) {
        throw PlainText.otherForm();
      }
      micros = micros * 10 + digit;
    }
    return secondMicros + micros;
  }

  private static long parseSecond(String second) {
    try {
      long micros = WireTime.parse(second).micros();
      if (micros >= WireLimits.MIN_TIME_MICROS && micros < WireLimits.END_TIME_MICROS - 500_000) {
        return micros;
      }
    } catch (IllegalArgumentException e) {
      // whoever reads the whole body says so
    }
    throw PlainText.otherForm();
  }

  /** Reads the attributes up to the producer's number. */
  private void attributes(ReadEvent event) {
    int from = text.at();
    keys.clear();
    while (text.isAt(',') && !text.isAt(PRODUCER)) {
      text.expect(',');
      text.expect('"');
      key();
      text.expect(':');
      value();
    }
    if (text.at() > from) {
      event.ownAttributes =
          new String(body, from + 1, text.at() - from - 1, StandardCharsets.ISO_8859_1);
    }
  }

  /** Reads a key that is no other's: neither that of an attribute nor one with a meaning. */
  private void key() {
    String key = text.text(WireLimits.MAX_KEY_LENGTH);
    if (EventReader.hasMeaning(key) || keys.contains(key) || keys.size() == MOST_ATTRIBUTES) {
      throw PlainText.otherForm();
    }
    keys.add(key);
  }

  private void value() {
    if (text.take('"')) {
      text.pass();
    } else if (!text.take(TRUE) && !text.take(FALSE) && !text.take(NULL) && !text.take('0')) {
      text.number();
    }
  }

  private ProducerNumber number() {
    String producer = text.text(ProducerNumber.MAX_PRODUCER_LENGTH);
    text.expect(PRODUCER_SEQUENCE);
    long number = text.number();
    if (number > ProducerNumber.MAX_NUMBER) {
      throw PlainText.otherForm();
    }
    return new ProducerNumber(producer, number);
  }
}
