package io.audittrail.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.audittrail.wire.WireLimits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AttributeFreezerTest {
  static Stream<Object> kept() {
    return Stream.of(
        "text",
        "",
        true,
        1,
        2L,
        (short) 3,
        (byte) 4,
        5.5,
        6.5f,
        new BigInteger("9".repeat(1_000)),
        new BigDecimal("1E-2147483647"));
  }

  @ParameterizedTest
  @MethodSource("kept")
  void plainValue_isKept(Object value) {
    assertThat(freeze(value)).isSameAs(value);
  }

  static Stream<Arguments> turned() {
    UUID uuid = UUID.randomUUID();
    Instant now = Instant.now();
    return Stream.of(
        arguments('c', "c"),
        arguments(TimeUnit.SECONDS, "SECONDS"),
        arguments(Shown.CONSTANT, "CONSTANT"),
        arguments(uuid, uuid.toString()),
        arguments(now, now.toString()),
        arguments(Duration.ofSeconds(90), "PT1M30S"),
        arguments(CharBuffer.wrap("text"), "text"),
        arguments(Double.NaN, "NaN"),
        arguments(Float.NEGATIVE_INFINITY, "-Infinity"),
        arguments(Path.of("a", "b"), Path.of("a", "b").toString()),
        arguments(new int[] {1, 2}, List.of(1, 2)),
        arguments(new boolean[0], List.of()),
        arguments(new char[] {'a'}, List.of("a")),
        arguments(new Object[] {"a", null, new long[] {3}}, Arrays.asList("a", null, List.of(3L))),
        arguments(new LinkedHashSet<>(List.of(uuid, "b")), List.of(uuid.toString(), "b")),
        arguments(new EnumMap<>(Map.of(TimeUnit.DAYS, 1)), Map.of("DAYS", 1)),
        arguments(Map.of(7, Map.of(true, 'x')), Map.of("7", Map.of("true", "x"))),
        arguments(Collections.singletonMap(null, null), Collections.singletonMap("null", null)));
  }

  @ParameterizedTest
  @MethodSource("turned")
  void otherValue_becomesAListAnObjectOrItsText(Object value, Object expected) {
    assertThat(freeze(value)).isEqualTo(expected);
  }

  @Test
  void value_thatTheApplicationChangesAfterwards_stays() {
    List<Object> inner = new ArrayList<>(List.of("a"));
    Map<String, Object> outer = new HashMap<>(Map.of("list", inner));
    String[] array = {"x"};
    outer.put("array", array);
    Object frozen = freeze(outer);

    inner.add("b");
    outer.put("more", 1);
    array[0] = "y";

    assertThat(frozen).isEqualTo(Map.of("list", List.of("a"), "array", List.of("x")));
  }

  @Test
  void lists_andMaps_cannotBeChanged() {
    assertThat((List<?>) freeze(List.of(1))).isUnmodifiable();
    assertThat((Map<?, ?>) freeze(Map.of("k", 1))).isUnmodifiable();
  }

  @Test
  void depth_atTheLimit_isTaken_andBeyondIsNot() {
    assertThat(freeze(nested(16))).isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> freeze(nested(17)))
        .withMessage("attribute \"key\" was nested deeper than 16 levels, or contains itself");
  }

  @Test
  void structure_thatContainsItself_endsAtTheDepth() {
    List<Object> list = new ArrayList<>();
    Map<String, Object> map = new HashMap<>(Map.of("list", list));
    list.add(map);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> freeze(list))
        .withMessageEndingWith("or contains itself");
  }

  @Test
  @Timeout(10)
  void structure_thatGrowsWithItsDepth_endsAtTheSize() {
    Object value = "x";
    for (int level = 0; level < 16; level++) {
      value = Collections.nCopies(10, value);
    }

    Object wide = value;
    assertTooLarge(wide);
  }

  @Test
  void size_farOverTheLimitOfAnEvent_isRefused() {
    int most = 4 * WireLimits.MAX_EVENT_BYTES;

    assertThat(freeze("x".repeat(most - 2))).isNotNull();
    assertTooLarge("x".repeat(most - 1));
    assertTooLarge(new long[most]);
    assertTooLarge(new Object[] {Collections.nCopies(most, 1)});
    assertTooLarge(Collections.nCopies(Integer.MAX_VALUE, 1));
    assertTooLarge(Map.of("k".repeat(100), Map.of("", "x".repeat(most - 100))));
  }

  @Test
  @Timeout(10)
  void number_ofMoreThanAThousandCharacters_isText() {
    BigInteger integer = BigInteger.TEN.pow(1_000);
    BigDecimal fraction = new BigDecimal("0." + "1".repeat(999));

    assertThat(freeze(integer)).isEqualTo(integer.toString());
    assertThat(freeze(fraction)).isEqualTo(fraction.toString());
    assertTooLarge(BigInteger.ONE.shiftLeft(500_000_000));
  }

  @Test
  void key_outsideTheLimits_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttributeFreezer.freeze("", 1))
        .withMessage("attribute's key had 0 characters, allowed are 1 to 128");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttributeFreezer.freeze("k".repeat(129), 1))
        .withMessage("attribute's key had 129 characters, allowed are 1 to 128");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> freeze(Map.of("k".repeat(129), 1)))
        .withMessage("attribute \"key\" held a key of 129 characters, allowed are at most 128");
    assertThat(freeze(Map.of("", 1))).isEqualTo(Map.of("", 1));
  }

  @Test
  void key_thatEveryEventHas_isRefused() {
    for (String key :
        List.of("event_id", "timestamp", "actor_user_id", "trigger_ids", "producer")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> AttributeFreezer.freeze(key, 1))
          .withMessage("attribute was \"" + key + "\", a key that every event has a meaning for");
    }
    assertThat(freeze(Map.of("event_id", 1))).isEqualTo(Map.of("event_id", 1));
  }

  private static void assertTooLarge(Object value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> freeze(value))
        .withMessage(
            "attribute \"key\" had more than 1048576 bytes of JSON; an event may have 262144");
  }

  private static Object freeze(Object value) {
    return AttributeFreezer.freeze("key", value);
  }

  private static Object nested(int levels) {
    Object value = "x";
    for (int level = 0; level < levels; level++) {
      value = new Object[] {value};
    }
    return value;
  }

  /** Shows something else than its name, as enums for people do. */
  private enum Shown {
    CONSTANT;

    @Override
    public String toString() {
      return "A constant";
    }
  }
}
