package io.audittrail.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.catalogue.DocumentedEventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class EventIdsTest {
  private static final long TIME_MICROS = 1_623_342_772_871_023L;

  private final EventIds ids = new EventIds();

  @Test
  void nextHigh_isTheUpperHalfOfAVersion7Uuid() {
    long high = ids.nextHigh(TIME_MICROS);

    assertThat(new UUID(high, EventIds.nextLow()))
        .returns(7, UUID::version)
        .returns(2, UUID::variant);
    assertThat(high >>> 16).as("milliseconds").isEqualTo(TIME_MICROS / 1_000);
    assertThat(high & 0xFFF).as("fraction of a millisecond").isEqualTo(23 * 4096 / 1000);
  }

  @Test
  void nextHigh_ofEachMicrosecond_differs() {
    long previous = ids.nextHigh(TIME_MICROS);
    for (int i = 1; i <= 2_000; i++) {
      long next = ids.nextHigh(TIME_MICROS + i);
      assertThat(next).isGreaterThan(previous);
      assertThat(next >>> 16).isEqualTo((TIME_MICROS + i) / 1_000);
      previous = next;
    }
  }

  @Test
  void nextHigh_whenTheClockStands_increasesAndCarriesIntoTheNextMillisecond() {
    long first = ids.nextHigh(TIME_MICROS);
    long previous = first;
    for (int i = 0; i < 10_000; i++) {
      long next = ids.nextHigh(TIME_MICROS);
      assertThat(next).isGreaterThan(previous);
      assertThat(new UUID(next, EventIds.nextLow()).version()).isEqualTo(7);
      previous = next;
    }
    assertThat((previous >>> 16) - (first >>> 16)).isEqualTo(2);
  }

  @Test
  void nextHigh_whenTheClockIsSetBack_increasesAllTheSame() {
    long before = ids.nextHigh(TIME_MICROS);
    long after = ids.nextHigh(TIME_MICROS - 3_600_000_000L);
    long caughtUp = ids.nextHigh(TIME_MICROS + 1_000);

    assertThat(after).isGreaterThan(before);
    assertThat(caughtUp).isGreaterThan(after);
    assertThat(caughtUp >>> 16).isEqualTo(TIME_MICROS / 1_000 + 1);
  }

  @Test
  void nextHigh_fromManyThreads_isStrictlyIncreasingInEachAndUniqueInAll() throws Exception {
    int threads = 8;
    int each = 20_000;
    Callable<long[]> work =
        () -> {
          long[] made = new long[each];
          for (int i = 0; i < each; i++) {
            made[i] = ids.nextHigh(TIME_MICROS + i / 10);
          }
          return made;
        };
    long[] all = new long[threads * each];
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<long[]>> tasks = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        tasks.add(work);
      }
      int filled = 0;
      for (Future<long[]> made : pool.invokeAll(tasks)) {
        assertThat(made.get()).isSorted();
        System.arraycopy(made.get(), 0, all, filled, each);
        filled += each;
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(Arrays.stream(all).distinct().count()).isEqualTo(all.length);
  }

  @Test
  void nextLow_hasTheVariantAndIsRandom() {
    long[] lows = new long[1_000];
    Arrays.setAll(lows, i -> EventIds.nextLow());

    assertThat(Arrays.stream(lows).distinct().count()).isEqualTo(lows.length);
    assertThat(Arrays.stream(lows).map(low -> low >>> 62).distinct()).containsExactly(2L);
  }

  @Test
  void id_ofAnEventOfAnotherTime_followsTheClock() {
    Instant future = Instant.parse("9000-01-01T00:00:00Z");
    Instant before = Instant.now();
    AuditEvent event =
        AuditEvent.of(DocumentedEventType.LOGIN_SUCCESS).occurredAt(future).actor("u").build();

    assertThat(event.occurredAt()).isEqualTo(future);
    assertThat(Instant.ofEpochMilli(event.idHigh() >>> 16))
        .isBetween(before.minusMillis(1), before.plusSeconds(600));
  }

  @Test
  void id_is32LowerCaseHexDigitsInTheOrderOfCreation() {
    AuditEvent first = AuditEvent.of(DocumentedEventType.LOGIN_SUCCESS).build();
    AuditEvent second = AuditEvent.of(DocumentedEventType.LOGIN_SUCCESS).build();

    assertThat(first.id()).matches("[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}");
    assertThat(second.id()).isGreaterThan(first.id());
    assertThat(first.id())
        .isEqualTo(new UUID(first.idHigh(), first.idLow()).toString().replace("-", ""));
  }
}
