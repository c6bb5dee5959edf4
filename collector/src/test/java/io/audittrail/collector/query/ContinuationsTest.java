package io.audittrail.collector.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.query.filter.QueryFilter;
import io.audittrail.collector.query.filter.Window;
import io.audittrail.collector.store.EventFilter;
import io.audittrail.collector.store.Order;
import io.audittrail.collector.store.Position;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContinuationsTest {
  private static final QueryFilter FILTER = filter(1_000, "{}");
  private static final Walk WALK = new Walk(42, new Position(17, "an.id-1_x"));

  private static QueryFilter filter(long untilMicros, String meaning) {
    return new QueryFilter(
        new Window(0, untilMicros), EventFilter.NONE, Order.ASCENDING, "{}", meaning);
  }

  private final Continuations continuations = new Continuations(new byte[32]);

  @Test
  void read_ofWhatWasWritten_isTheWalk() {
    assertThat(continuations.read(continuations.write(WALK, FILTER, "t"), FILTER, "t"))
        .isEqualTo(WALK);
    assertThat(continuations.read(continuations.write(WALK, FILTER, null), FILTER, null))
        .isEqualTo(WALK);
    Walk longest = new Walk(Long.MAX_VALUE, new Position(1, "x".repeat(64)));
    assertThat(continuations.read(continuations.write(longest, FILTER, null), FILTER, null))
        .isEqualTo(longest);
  }

  @Test
  void read_withAnotherKeyTenantWindowOrFilter_isRefused() {
    String text = continuations.write(WALK, FILTER, "t");
    byte[] key = new byte[32];
    key[31] = 1;
    refuses(() -> new Continuations(key).read(text, FILTER, "t"));
    refuses(() -> continuations.read(text, FILTER, "u"));
    refuses(() -> continuations.read(text, FILTER, null));
    refuses(() -> continuations.read(continuations.write(WALK, FILTER, null), FILTER, ""));
    refuses(() -> continuations.read(text, filter(1_001, "{}"), "t"));
    refuses(() -> continuations.read(text, filter(1_000, "{\"text\":\"x\"}"), "t"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "====", "\ud800", "ä", "AAAAAAAA"})
  void read_ofNonsense_isRefused(String text) {
    refuses(() -> continuations.read(text, FILTER, null));
    refuses(() -> continuations.read(text.repeat(100_000), FILTER, null));
  }

  private static void refuses(ThrowableAssert.ThrowingCallable read) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(read)
        .withMessageStartingWith("continuation was");
  }
}
