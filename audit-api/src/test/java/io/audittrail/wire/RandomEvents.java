package io.audittrail.wire;

import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.event.AuditEvent;
import io.audittrail.event.AuditEventBuilder;
import io.audittrail.event.Resource;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Makes events that are as odd as the limits allow; the same seed makes the same events. */
final class RandomEvents {
  private static final DocumentedEventType[] TYPES = DocumentedEventType.values();
  private static final ResourceKind[] KINDS = ResourceKind.values();

  private static final long LAST_SECOND = WireLimits.END_TIME_MICROS / 1_000_000;

  private final Random random;

  RandomEvents(long seed) {
    this.random = new Random(seed);
  }

  AuditEvent next() {
    AuditEventBuilder builder = AuditEvent.of(TYPES[random.nextInt(TYPES.length)]);
    builder.occurredAt(time());
    if (random.nextInt(4) > 0) {
      builder.actor(id(), id());
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      builder.resource(KINDS[random.nextInt(KINDS.length)], id());
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      builder.describe(resource());
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      builder.attribute("a" + text(20), value(0));
    }
    return builder.build();
  }

  Instant time() {
    return Instant.ofEpochSecond(
        (long) (random.nextDouble() * LAST_SECOND), random.nextInt(1_000_000) * 1_000L);
  }

  /** Every kind of character, halves of surrogate pairs included. */
  String text(int maxLength) {
    int length = random.nextInt(maxLength + 1);
    StringBuilder text = new StringBuilder(length + 1);
    int width = random.nextInt(5);
    while (text.length() < length) {
      switch (random.nextInt(width + 1)) {
        case 0 -> text.append((char) (0x20 + random.nextInt(0x60)));
        case 1 -> text.append((char) random.nextInt(0x80));
        case 2 -> text.append((char) random.nextInt(0x800));
        case 3 -> text.append((char) random.nextInt(0x10000));
        default -> text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
      }
    }
    return text.toString();
  }

  private String id() {
    return "i" + text(40);
  }

  private Resource resource() {
    return switch (random.nextInt(6)) {
      case 0 -> Resource.user(id(), part(), part(), part(), part());
      case 1 -> Resource.tenant(id(), part());
      case 2 -> Resource.project(id(), part(), part());
      case 3 -> Resource.dataset(id(), part(), part(), part());
      case 4 -> Resource.source(id(), part(), part(), part());
      default -> Resource.stream(id(), part(), part(), part());
    };
  }

  private String part() {
    return random.nextInt(4) == 0 ? null : text(60);
  }

  private Object value(int depth) {
    List<Supplier<Object>> kinds =
        List.of(
            () -> null,
            random::nextBoolean,
            random::nextInt,
            random::nextLong,
            () -> random.nextInt(10),
            () -> (short) random.nextInt(),
            () -> (byte) random.nextInt(),
            this::finiteDouble,
            this::finiteFloat,
            () -> new BigInteger(random.nextInt(3_300), random),
            () -> new BigDecimal(new BigInteger(random.nextInt(3_000), random), random.nextInt()),
            () -> text(200),
            () -> list(depth + 1),
            () -> map(depth + 1));
    return kinds.get(random.nextInt(depth < 4 ? kinds.size() : kinds.size() - 2)).get();
  }

  private Object finiteDouble() {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) ? value : Double.MIN_VALUE;
  }

  private Object finiteFloat() {
    float value = Float.intBitsToFloat(random.nextInt());
    return Float.isFinite(value) ? value : Float.MIN_VALUE;
  }

  private List<Object> list(int depth) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      list.add(value(depth));
    }
    return list;
  }

  private Map<String, Object> map(int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      map.put(text(20), value(depth));
    }
    return map;
  }
}
