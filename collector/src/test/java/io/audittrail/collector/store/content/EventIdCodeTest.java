package io.audittrail.collector.store.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventIdCodeTest {
  private static final String ALPHABET =
      "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

  @Test
  void encode_ofRandomIds_keepsThemAndTheirOrder() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 200_000; i++) {
      String one = randomId(random);
      String other = random.nextBoolean() ? randomId(random) : similar(random, one);
      byte[] codeOfOne = EventIdCode.encode(one);
      byte[] codeOfOther = EventIdCode.encode(other);

      if (!EventIdCode.decode(codeOfOne).equals(one)
          || Integer.signum(Arrays.compareUnsigned(codeOfOne, codeOfOther))
              != Integer.signum(one.compareTo(other))) {
        throw new AssertionError("seed " + seed + ": " + one + " and " + other);
      }
    }
  }

  private static String randomId(Random random) {
    boolean hex = random.nextBoolean();
    String alphabet = hex ? "0123456789abcdef" : ALPHABET;
    int length = hex && random.nextBoolean() ? 32 : 1 + random.nextInt(64);
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < length; i++) {
      id.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return id.toString();
  }

  /** Returns an id that differs late, or is longer or shorter. */
  private static String similar(Random random, String id) {
    String start = id.substring(0, Math.min(id.length(), 1 + random.nextInt(id.length())));
    StringBuilder similar = new StringBuilder(start);
    for (int i = random.nextInt(3); i > 0; i--) {
      similar.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return similar.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "018bcfe5687b7abc8def012300000001, 18",
    "018bcfe5687b7abc8def012311111111, 17",
    "018bcfe5-687b-7abc-8def-012345678901, 21",
    "2555880060c23eb5, 9",
    "-, 1",
    "z, 2"
  })
  void encode_ofAnId_takesFewBytes(String id, int bytes) {
    assertThat(EventIdCode.encode(id)).hasSize(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "ä", "a b", "\u0000", "@", "{", "^", "\uD83D\uDE00"})
  void encode_ofOtherCharacters_isRefused(String id) {
    assertThatThrownBy(() -> EventIdCode.encode(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("event id was \"%s\", allowed is [A-Za-z0-9_.-]+", id);
  }
}
