package io.audittrail.collector.store.sqlite.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.collector.store.sqlite.run.TailEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class TailTest {
  private static List<TailEvent> events(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(n -> new TailEvent(n, n, new byte[0], null, 100))
        .toList();
  }

  private static List<Long> next(Tail tail, long after, int most) {
    return tail.next(after, most).stream().map(TailEvent::sequence).toList();
  }

  @Test
  void tail_holdsWhatWasAddedSinceItWasMade() {
    Tail tail = new Tail(5);
    tail.add(events(6, 9));
    assertThat(tail.holdsAfter(4)).isFalse();
    assertThat(tail.holdsAfter(5)).isTrue();
    assertThat(tail.holdsAfter(9)).isTrue();
  }

  @Test
  void next_afterASequence_goesOnThereUntilThereAreEnough() {
    Tail tail = new Tail(10);
    tail.add(events(11, 13));
    tail.add(events(14, 14));
    tail.add(events(15, 19));

    assertThat(next(tail, 10, 4)).containsExactly(11L, 12L, 13L, 14L);
    assertThat(next(tail, 14, 100)).containsExactly(15L, 16L, 17L, 18L, 19L);
    assertThat(next(tail, 9, 100)).as("10 is not in memory").isEmpty();
    assertThat(tail.last()).isEqualTo(19);
  }

  @Test
  void dropThrough_keepsWhatIsBehindIt() {
    Tail tail = new Tail(0);
    tail.add(events(1, 3));
    tail.add(events(4, 6));

    tail.dropThrough(4);

    assertThat(tail.view().first()).isEqualTo(4);
    assertThat(next(tail, 4, 100)).containsExactly(5L, 6L);
  }

  @Test
  void add_ofMoreThanTheBound_forgetsTheOldest() {
    Tail tail = new Tail(0);
    for (int part = 0; part < 10; part++) {
      tail.add(events(part * 10_000 + 1, (part + 1) * 10_000));
    }

    assertThat(tail.view().first()).isEqualTo(40_001);
    assertThat(tail.last()).isEqualTo(100_000);
    assertThat(next(tail, 30_000, 10)).isEmpty();
    assertThat(next(tail, 40_000, 1)).containsExactly(40_001L);
  }

  @Test
  void add_afterAnUnknownCommit_doesNotPassOverIt() {
    Tail tail = new Tail(0);
    tail.add(events(1, 3));
    tail.add(events(6, 7));

    assertThat(next(tail, 0, 100)).as("4 and 5 are to be read elsewhere").isEmpty();
    assertThat(next(tail, 3, 100)).isEmpty();
    assertThat(next(tail, 5, 100)).containsExactly(6L, 7L);
    assertThat(tail.view().first()).isEqualTo(6);
  }

  @Test
  void await_ofAnEventThatIsThere_returnsAtOnce() {
    Tail tail = new Tail(0);
    tail.add(events(1, 3));

    assertThat(tail.await(3, 3_600_000)).as("nothing came meanwhile").isFalse();
  }

  @Test
  @Timeout(60)
  void await_untilTheEventComes_isEndedByIt() throws Exception {
    Tail tail = new Tail(0);
    try (Adding adding = new Adding(() -> tail.add(events(tail.last() + 1, tail.last() + 1)))) {
      assertThat(tail.await(100, 3_600_000)).isTrue();
      assertThat(tail.last()).isGreaterThanOrEqualTo(100);
      adding.requireNoFailure();
    }
  }

  @Test
  @Timeout(60)
  void await_whenEventsAreForgotten_ends() throws Exception {
    Tail tail = new Tail(0);
    try (Adding adding =
        new Adding(() -> tail.add(events(tail.last() + 1, tail.last() + 10_000)))) {
      assertThat(tail.await(Long.MAX_VALUE, 3_600_000)).isTrue();
      assertThat(tail.holdsAfter(0)).isFalse();
      adding.requireNoFailure();
    }
  }

  /** Adds again and again, on a thread of its own. */
  private static final class Adding implements AutoCloseable {
    private final AtomicBoolean over = new AtomicBoolean();
    private final CompletableFuture<Void> end;

    Adding(Runnable add) {
      end =
          CompletableFuture.runAsync(
              () -> {
                while (!over.get()) {
                  add.run();
                }
              });
    }

    void requireNoFailure() {
      assertThat(end).isNotCompletedExceptionally();
    }

    @Override
    public void close() throws Exception {
      over.set(true);
      end.get();
    }
  }
}
