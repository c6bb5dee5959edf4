package io.audittrail.collector.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audittrail.collector.http.Refusal;
import io.audittrail.collector.store.Position;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContinuationsTest {
  private static final Window WINDOW = new Window(0, 1_000);
  private static final Walk WALK = new Walk(WINDOW, 42, new Position(17, "an.id-1_x"));

  private final Continuations continuations = new Continuations(new byte[32]);

  @Test
  void read_ofWhatWasWritten_isTheWalk() {
    assertThat(continuations.read(continuations.write(WALK, "t"), WINDOW, "t")).isEqualTo(WALK);
    assertThat(continuations.read(continuations.write(WALK, null), WINDOW, null)).isEqualTo(WALK);
    Walk longest = new Walk(WINDOW, Long.MAX_VALUE, new Position(1, "x".repeat(64)));
    assertThat(continuations.read(continuations.write(longest, null), WINDOW, null))
        .isEqualTo(longest);
  }

  @Test
  void read_withAnotherKeyTenantOrWindow_isRefused() {
    String text = continuations.write(WALK, "t");
    byte[] key = new byte[32];
    key[31] = 1;
    refuses(() -> new Continuations(key).read(text, WINDOW, "t"));
    refuses(() -> continuations.read(text, WINDOW, "u"));
    refuses(() -> continuations.read(text, WINDOW, null));
    refuses(() -> continuations.read(continuations.write(WALK, null), WINDOW, ""));
    refuses(() -> continuations.read(text, new Window(0, 1_001), "t"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "====", "\ud800", "ä", "AAAAAAAA"})
  void read_ofNonsense_isRefused(String text) {
    refuses(() -> continuations.read(text, WINDOW, null));
    refuses(() -> continuations.read(text.repeat(100_000), WINDOW, null));
  }

  private static void refuses(ThrowableAssert.ThrowingCallable read) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(read)
        .withMessageStartingWith("continuation was");
  }
}
