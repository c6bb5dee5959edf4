package io.audittrail.delivery.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every spool promises; each implementation has a test that extends this. */
public abstract class SpoolContract {
  /** Opens an empty spool with room for at least the given bytes of records of 100 bytes. */
  protected abstract Spool open(long capacityBytes);

  private static byte[] record(int number) {
    return record(number, 100);
  }

  private static byte[] record(int number, int size) {
    return ByteBuffer.allocate(size).putInt(number).array();
  }

  private static List<Integer> numbers(Batch batch) {
    return batch.records().stream().map(record -> ByteBuffer.wrap(record).getInt()).toList();
  }

  private static int fill(Spool spool) {
    int count = 0;
    while (spool.append(record(count))) {
      count++;
    }
    return count;
  }

  @Test
  void read_empty_returnsAnEmptyBatch() {
    Spool spool = open(10_000);

    Batch batch = spool.read(10, 1_000);

    assertThat(batch.isEmpty()).isTrue();
    assertThat(batch.start()).isEqualTo(spool.end());
    assertThat(spool.bytes()).isZero();
  }

  @Test
  void read_severalRecords_returnsThemInOrderWithTheirContent() {
    Spool spool = open(10_000);
    long start = spool.end();
    for (int n = 0; n < 5; n++) {
      assertThat(spool.append(record(n, 10 + n))).isTrue();
    }

    Batch batch = spool.read(10, 1_000);

    assertThat(batch.start()).isEqualTo(start);
    assertThat(batch.end()).isEqualTo(start + 5).isEqualTo(spool.end());
    for (int n = 0; n < 5; n++) {
      assertThat(batch.records().get(n)).isEqualTo(record(n, 10 + n));
    }
  }

  @Test
  void read_twice_returnsTheSameRecords() {
    Spool spool = open(10_000);
    spool.append(record(1));
    spool.append(record(2));

    assertThat(numbers(spool.read(10, 1_000))).isEqualTo(numbers(spool.read(10, 1_000)));
  }

  @Test
  void read_moreThanMaxEvents_stopsThere() {
    Spool spool = open(10_000);
    for (int n = 0; n < 5; n++) {
      spool.append(record(n));
    }

    assertThat(numbers(spool.read(3, 1_000))).containsExactly(0, 1, 2);
  }

  @Test
  void read_moreThanMaxBytes_stopsBefore() {
    Spool spool = open(10_000);
    for (int n = 0; n < 5; n++) {
      spool.append(record(n));
    }

    assertThat(numbers(spool.read(10, 200))).containsExactly(0, 1);
    assertThat(numbers(spool.read(10, 299))).containsExactly(0, 1);
    assertThat(numbers(spool.read(10, 300))).containsExactly(0, 1, 2);
  }

  @Test
  void read_firstRecordLargerThanMaxBytes_returnsItAlone() {
    Spool spool = open(10_000);
    spool.append(record(1));
    spool.append(record(2));

    assertThat(numbers(spool.read(10, 1))).containsExactly(1);
  }

  @Test
  void acknowledge_partOfABatch_keepsTheRest() {
    Spool spool = open(10_000);
    for (int n = 0; n < 5; n++) {
      spool.append(record(n));
    }
    Batch batch = spool.read(10, 1_000);

    spool.acknowledge(batch.start() + 2);

    assertThat(spool.start()).isEqualTo(batch.start() + 2);
    assertThat(numbers(spool.read(10, 1_000))).containsExactly(2, 3, 4);
  }

  @Test
  void acknowledge_positionBehindTheStart_changesNothing() {
    Spool spool = open(10_000);
    spool.append(record(1));
    spool.append(record(2));
    spool.acknowledge(spool.start() + 1);
    long start = spool.start();

    spool.acknowledge(start - 1);

    assertThat(spool.start()).isEqualTo(start);
    assertThat(numbers(spool.read(10, 1_000))).containsExactly(2);
  }

  @Test
  void acknowledge_positionBeyondTheEnd_isRefused() {
    Spool spool = open(10_000);
    spool.append(record(1));

    assertThatThrownBy(() -> spool.acknowledge(spool.end() + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("position was " + (spool.end() + 1));
    assertThat(numbers(spool.read(10, 1_000))).containsExactly(1);
  }

  @Test
  void append_full_refusesAndChangesNothing() {
    Spool spool = open(10_000);
    int count = fill(spool);
    long end = spool.end();

    assertThat(spool.append(record(-1))).isFalse();

    assertThat(count).isPositive();
    assertThat(spool.end()).isEqualTo(end);
    assertThat(spool.read(100_000, Integer.MAX_VALUE).size()).isEqualTo(count);
  }

  @Test
  void append_afterEverythingIsAcknowledged_hasRoomAgain() {
    Spool spool = open(10_000);
    int first = fill(spool);
    spool.acknowledge(spool.end());

    assertThat(spool.bytes()).isZero();
    assertThat(fill(spool)).isEqualTo(first);
  }

  @Test
  void append_recordLargerThanTheSpool_isRefusedForGood() {
    Spool spool = open(10_000);

    assertThatThrownBy(() -> spool.append(new byte[10_000_000]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10000000 bytes");
    assertThat(spool.append(record(1))).isTrue();
  }

  @Test
  void setAside_oneRecord_leavesTheOthersAsTheyAre() {
    Spool spool = open(10_000);
    spool.append(record(1));
    spool.append(record(2));
    Batch batch = spool.read(10, 1_000);

    spool.setAside(batch.start(), batch.records().get(0), "bad");

    assertThat(numbers(spool.read(10, 1_000))).containsExactly(1, 2);
  }

  @Test
  void close_twice_losesNothingTheSecondTime() {
    Spool spool = open(10_000);
    spool.append(record(1));

    spool.close();

    assertThat(spool.close()).isZero();
  }

  @Test
  void append_closed_isRefused() {
    Spool spool = open(10_000);
    spool.close();

    assertThat(spool.append(record(1))).isFalse();
  }

  @Test
  void appendReadAcknowledge_atRandom_losesAndRepeatsNothing() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Spool spool = open(10_000);
    List<Integer> expected = new ArrayList<>();
    List<Integer> seen = new ArrayList<>();
    for (int n = 0; n < 20_000; n++) {
      if (random.nextInt(3) > 0) {
        if (spool.append(record(n, 4 + random.nextInt(300)))) {
          expected.add(n);
        }
      } else {
        Batch batch = spool.read(1 + random.nextInt(20), 1 + random.nextInt(2_000));
        int settled = random.nextInt(batch.size() + 1);
        seen.addAll(numbers(batch).subList(0, settled));
        spool.acknowledge(batch.start() + settled);
      }
    }
    seen.addAll(numbers(spool.read(100_000, Integer.MAX_VALUE)));

    assertThat(seen).as("seed %d", seed).isEqualTo(expected);
  }

  @Test
  void appendAndRead_byTwoThreads_keepOrder() throws Exception {
    Spool spool = open(10_000);
    int total = 50_000;
    Thread writer =
        new Thread(
            () -> {
              for (int n = 0; n < total; ) {
                if (spool.append(record(n))) {
                  n++;
                } else {
                  Thread.onSpinWait();
                }
              }
            });
    writer.start();
    int next = 0;
    while (next < total) {
      Batch batch = spool.read(100, 5_000);
      for (int number : numbers(batch)) {
        assertThat(number).isEqualTo(next++);
      }
      spool.acknowledge(batch.end());
    }
    writer.join();

    assertThat(spool.start()).isEqualTo(spool.end());
  }
}
