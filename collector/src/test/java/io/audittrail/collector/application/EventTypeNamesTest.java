package io.audittrail.collector.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audittrail.collector.endpoint.Refusal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypeNamesTest {
  @Test
  void of_anySpelling_isTheSameSet() {
    assertThat(EventTypeNames.of(List.of("a", "b"))).containsExactly("a", "b");
    assertThat(EventTypeNames.of(List.of("b,a"))).containsExactly("a", "b");
    assertThat(EventTypeNames.of(List.of(" b , a,"))).containsExactly("a", "b");
    assertThat(EventTypeNames.of(List.of("[\"b\", \"a\"]"))).containsExactly("a", "b");
    assertThat(EventTypeNames.of(List.of("[\"b\"]", "a,b"))).containsExactly("a", "b");
  }

  @Test
  void of_nothing_asksForAll() {
    assertThat(EventTypeNames.of(List.of())).isNull();
    assertThat(EventTypeNames.of(List.of("", ","))).isNull();
    assertThat(EventTypeNames.of(List.of("[]"))).isNull();
  }

  @Test
  void of_nameThatNoEventCanHave_asksForNone() {
    assertThat(EventTypeNames.of(List.of("model released"))).isEmpty();
    assertThat(EventTypeNames.of(List.of("model released", "x"))).containsExactly("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "[1]",
        "[\"a\"",
        "[\"a\"],\"b\":[\"c\"]",
        "[null]",
        "[[\"a\"]]",
        "[a]",
        "[\"a\",1]"
      })
  void of_arrayThatIsNone_isRefused(String value) {
    assertThatThrownBy(() -> EventTypeNames.of(List.of(value)))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("event_types was ");
  }

  @Test
  void of_tooManyTypes_isRefused() {
    String most = IntStream.range(0, 100).mapToObj(i -> "t" + i).collect(Collectors.joining(","));
    assertThat(EventTypeNames.of(List.of(most))).hasSize(100);
    assertThatThrownBy(() -> EventTypeNames.of(List.of(most, "one.more")))
        .isInstanceOf(Refusal.class)
        .hasMessage("event_types had 101 types, allowed are at most 100");
  }
}
