package io.audittrail.collector.store.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.store.Events;
import io.audittrail.collector.store.producer.ProducerNumber;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ContentCodecTest {
  private final ContentCodec codec = new ContentCodec();
  private final List<String> names = new ArrayList<>();

  private final ContentCodec.ReferencesByName<RuntimeException> references =
      new ContentCodec.ReferencesByName<>() {
        @Override
        public int reference(String name) {
          int reference = names.indexOf(name);
          if (reference < 0) {
            names.add(name);
            return names.size() - 1;
          }
          return reference;
        }

        @Override
        public int referenceOfId(String id) {
          return id.length() == 7 ? reference(id) : NONE;
        }
      };

  private byte[] pack(EventRecord event) {
    return codec.pack(event, EventIdCode.encode(event.id()), references);
  }

  private EventRecord unpack(EventRecord event, byte[] content) {
    return ContentCodec.unpack(event.id(), event.occurredAtMicros(), content, names::get);
  }

  @Test
  void pack_ofRandomEvents_isUnpackedToTheSame() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      EventRecord event = randomEvent(random);

      assertThat(unpack(event, pack(event))).as("seed %s", seed).isEqualTo(event);
    }
  }

  private static EventRecord randomEvent(Random random) {
    Map<ResourceKind, List<String>> ids = new EnumMap<>(ResourceKind.class);
    for (ResourceKind kind : ResourceKind.values()) {
      if (random.nextInt(3) == 0) {
        List<String> some = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
          some.add(randomText(random));
        }
        ids.put(kind, some);
      }
    }
    return new EventRecord(
        "id",
        "type-" + random.nextInt(5),
        random.nextLong(),
        "user-" + random.nextInt(300),
        "tenant-" + random.nextInt(3),
        ids,
        random.nextBoolean() ? "" : "\"s\":\"" + randomText(random) + '"',
        random.nextBoolean() ? null : new ProducerNumber("p", 1L << random.nextInt(53)));
  }

  private static String randomText(Random random) {
    byte[] bytes = new byte[random.nextInt(random.nextInt(20) == 0 ? 255 : 20)];
    random.nextBytes(bytes);
    String hex = HexFormat.of().formatHex(bytes);
    return switch (random.nextInt(6)) {
      case 0 -> hex;
      case 1 -> hex + "0";
      case 2 -> hex.toUpperCase(Locale.ROOT);
      case 3 -> new UUID(random.nextLong(), random.nextLong()).toString();
      case 4 -> "0123456789-".repeat(4).substring(0, random.nextInt(40));
      default ->
          random
              .ints(random.nextInt(30), 0, 0x11_0000)
              .filter(c -> c < 0xD800 || c > 0xDFFF)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
    };
  }

  @Test
  void pack_ofAStandardEvent_takesFewBytes() {
    assertThat(pack(Events.event(1, "a"))).hasSizeLessThanOrEqualTo(40);
  }

  @Test
  void kindCodes_areThoseOfTheirKinds() {
    for (int code = 0; code < KindCode.COUNT; code++) {
      assertThat(KindCode.of(KindCode.kind(code))).isEqualTo(code);
    }
    assertThat(KindCode.COUNT).isEqualTo(ResourceKind.values().length);
  }

  @Test
  void check_ofEveryFlippedBit_findsIt() {
    EventRecord event = Events.event(1, "a");
    byte[] id = EventIdCode.encode(event.id());
    byte[] content = pack(event);
    assertThat(problem(id, event.occurredAtMicros(), content)).isNull();

    for (int bit = 0; bit < content.length * 8; bit++) {
      byte[] flipped = content.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(problem(id, event.occurredAtMicros(), flipped)).as("bit %s", bit).isNotNull();
    }
    assertThat(problem(id, event.occurredAtMicros() + 1, content)).contains("checksum");
  }

  private String problem(byte[] id, long micros, byte[] content) {
    return ContentCheck.problem(id, micros, content, names::get);
  }

  @Test
  void unpackAndCheck_ofOlderForms_takeThem() {
    EventRecord event =
        new EventRecord(
            "018bcfe5687b7abc8def012300000001",
            "get_datasets",
            1_700_000_000_000_001L,
            "user-of-a",
            "a",
            Map.of(
                ResourceKind.DATASET, List.of("2555880060c23eb5"),
                ResourceKind.TENANT, List.of("b")),
            "\"n\":1");
    names.addAll(List.of("get_datasets", "user-of-a", "a", "b"));
    byte[] formTwo =
        HexFormat.of().parseHex("0200010202030801212555880060c23eb5226e223a31f2855140");
    byte[] formOne = Arrays.copyOf(formTwo, formTwo.length - 4);
    formOne[0] = 1;
    byte[] damaged = formTwo.clone();
    damaged[12]++;

    byte[] id = EventIdCode.encode(event.id());
    assertThat(unpack(event, formOne)).isEqualTo(event);
    assertThat(problem(id, event.occurredAtMicros(), formOne)).isNull();
    assertThat(unpack(event, formTwo)).isEqualTo(event);
    assertThat(problem(id, event.occurredAtMicros(), formTwo)).isNull();
    assertThat(problem(id, event.occurredAtMicros(), damaged)).contains("checksum");
  }

  @Test
  void unpack_ofAnUnknownFormat_saysSo() {
    EventRecord event = Events.event(1, "a");
    byte[] content = pack(event);
    content[0] = 9;

    assertThatThrownBy(() -> unpack(event, content))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("unknown form 9");
  }

  @Test
  void unpack_ofACutContent_fails() {
    EventRecord event = Events.event(1, "a");
    byte[] content = pack(event);

    for (int length = 0; length < content.length; length++) {
      byte[] cut = Arrays.copyOf(content, length);
      assertThatThrownBy(() -> unpack(event, cut)).isInstanceOf(RuntimeException.class);
    }
  }
}
