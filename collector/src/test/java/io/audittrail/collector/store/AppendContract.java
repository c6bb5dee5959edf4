package io.audittrail.collector.store;

import static io.audittrail.collector.store.Events.batch;
import static io.audittrail.collector.store.Events.event;
import static io.audittrail.collector.store.Events.withAttributes;
import static io.audittrail.collector.store.Events.withIds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audittrail.catalogue.ResourceKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link EventStore#append} promises. */
public abstract class AppendContract extends EventStoreContract {
  private static final String LONG_ID = "x".repeat(512);

  @Test
  void append_ofNewEvents_isReadInOrderOfTimeWithSequencesInOrderOfArrival() throws Exception {
    BatchResult result = append(batch(event(2, "a"), event(1, "b"), event(3, "a")));

    assertThat(result).isEqualTo(new BatchResult(3, 0, List.of()));
    assertThat(store.lastSequence()).isEqualTo(3);
    assertThat(readAll(null))
        .containsExactly(
            new StoredEvent(2, event(1, "b")),
            new StoredEvent(1, event(2, "a")),
            new StoredEvent(3, event(3, "a")));
  }

  @Test
  void append_ofNothing_succeeds() throws Exception {
    assertThat(append(batch())).isEqualTo(new BatchResult(0, 0, List.of()));
    assertThat(store.lastSequence()).isZero();
  }

  @Test
  void append_ofEveryPart_givesItBackAsItCame() throws Exception {
    Map<ResourceKind, List<String>> ids = new EnumMap<>(ResourceKind.class);
    ids.put(ResourceKind.USER, List.of("u1", "", "00", "ABCDEF", "abc", LONG_ID));
    ids.put(ResourceKind.TENANT, List.of("t2", "t1", "t2", "ü", "a\u0000b"));
    ids.put(ResourceKind.PROJECT, List.of("018bcfe5-687b-7abc-8def-012345678901", "p\uD83D\uDE00"));
    ids.put(ResourceKind.DATASET, List.of("2555880060c23eb5", "2555880060C23EB5", "日本語"));
    ids.put(ResourceKind.SOURCE, List.of());
    ids.put(ResourceKind.STREAM, List.of("-", "018bcfe5-687b-7abc-8def-01234567890A"));
    ids.put(ResourceKind.APPLICATION, List.of("app"));
    EventRecord event =
        new EventRecord(
            "Az09_.-", "own.TYPE-1_x", 0, "jörg\u0000", LONG_ID, ids, "\"n\":1.50,\"s\":\"日\\n\"");

    append(batch(event));
    reopen();

    assertThat(readAll(null)).containsExactly(new StoredEvent(1, event));
  }

  @Test
  void append_ofIdsOfAllCharacters_isReadInOrderOfTheirBytes() throws Exception {
    List<EventRecord> events = new ArrayList<>();
    String alphabet = "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    for (int i = 0; i < alphabet.length(); i++) {
      char c = alphabet.charAt(i);
      events.add(0, event("5" + c, 7, "t"));
      events.add(event("5" + c + c, 7, "t"));
    }
    events.add(event("5", 7, "t"));
    events.add(event("f".repeat(64), 7, "t"));
    events.add(event("_".repeat(64), 7, "t"));
    events.add(event("ffffffffffffffffffffffffffffffff", 7, "t"));
    append(batch(events));

    assertThat(readAll(null))
        .extracting(stored -> stored.event().id())
        .hasSameSizeAs(events)
        .isSorted();
  }

  @Test
  void append_ofWhatIsThere_isADuplicate() throws Exception {
    append(batch(event(1, "a"), event(2, "a")));

    BatchResult again = append(batch(event(2, "a"), event(3, "a"), event(1, "a")));

    assertThat(again).isEqualTo(new BatchResult(1, 2, List.of()));
    assertThat(readAll(null))
        .extracting(StoredEvent::sequence)
        .as("sequences have no gaps")
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void append_ofTheSameEventTwiceInABatch_isADuplicate() throws Exception {
    EventRecord conflicting = event(1, "b");

    assertThat(append(batch(event(1, "a"), event(1, "a"), conflicting, event(2, "a"))))
        .isEqualTo(new BatchResult(2, 1, List.of(2)));
    assertThat(readAll(null))
        .extracting(StoredEvent::event)
        .containsExactly(event(1, "a"), event(2, "a"));
  }

  @Test
  void append_ofTheSameIdAtAnotherTime_isANewEvent() throws Exception {
    append(batch(event("same", 5, "a")));

    assertThat(append(batch(event("same", 6, "a"), event("Same", 5, "a"))).stored()).isEqualTo(2);
  }

  @Test
  void append_ofOtherContent_isAConflictAndTheFirstStays() throws Exception {
    EventRecord first = event(1, "a");
    append(batch(first));
    Map<ResourceKind, List<String>> turnedAround = new HashMap<>(first.ids());
    turnedAround.put(ResourceKind.PROJECT, List.of("a0b1c2d3e4f50617", "4d2b6c0f7a9e1835"));

    BatchResult result =
        append(
            batch(
                withAttributes(first, "\"n\":1"),
                event(1, "b"),
                event(2, "a"),
                withIds(first, turnedAround),
                withIds(first, Map.of())));

    assertThat(result).isEqualTo(new BatchResult(1, 0, List.of(0, 1, 3, 4)));
    assertThat(readAll(null)).extracting(StoredEvent::event).containsExactly(first, event(2, "a"));
    assertThat(readAll("b")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"a\":1,\"b\":2            | \"b\":2,\"a\":1",
        "\"a\":1                    | \"a\": 1.0",
        "\"a\":100                  | \"a\":1e2",
        "\"a\":{\"x\":1,\"y\":[1]}  | \"a\":{\"y\":[1.00],\"x\":1}",
        "\"a\":\"\\u0041\"          | \"a\":\"A\"",
        "\"a\":-0.0                 | \"a\":0",
        "\"a\":12345678901234567890 | \"a\":1234567890123456789e1",
      })
  void append_ofTheSameMeaningInOtherWords_isADuplicate(String one, String other) throws Exception {
    append(batch(withAttributes(event(1, "a"), one)));

    assertThat(append(batch(withAttributes(event(1, "a"), other))).duplicates()).isEqualTo(1);
    assertThat(readAll(null).get(0).event().attributes()).isEqualTo(one);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"a\":[1,2]  | \"a\":[2,1]",
        "\"a\":1      | \"a\":\"1\"",
        "\"a\":null   | ``",
        "\"a\":0.1    | \"a\":0.10000000000000000001",
        "\"a\":true   | \"a\":false",
        "\"a\":[]     | \"a\":{}",
      })
  void append_ofOtherAttributes_isAConflict(String one, String other) throws Exception {
    append(batch(withAttributes(event(1, "a"), one)));

    assertThat(append(batch(withAttributes(event(1, "a"), other))).conflicts()).containsExactly(0);
  }

  @Test
  void append_ofAnEmptyListWhereThereWasNone_isADuplicate() throws Exception {
    EventRecord event = withIds(event(1, "a"), Map.of());
    append(batch(event));

    EventRecord shown =
        withIds(event, Map.of(ResourceKind.TENANT, List.of(), ResourceKind.USER, List.of()));
    assertThat(append(batch(shown)).duplicates()).isEqualTo(1);
  }

  @Test
  void append_afterReopening_continuesTheSequenceAndKnowsDuplicates() throws Exception {
    append(batch(event(1, "a"), event(2, "a")));
    reopen();

    assertThat(store.lastSequence()).isEqualTo(2);
    assertThat(append(batch(event(2, "a"), event(3, "b"))))
        .isEqualTo(new BatchResult(1, 1, List.of()));
    assertThat(readAll("b")).containsExactly(new StoredEvent(3, event(3, "b")));
  }

  @Test
  void append_byManyThreads_givesEachEventOneNumber() throws Exception {
    int threads = 4;
    int batches = 50;
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      int number = thread;
      writers.add(
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < batches; i++) {
                  int n = number * 10_000 + i * 10;
                  // Every batch shares its last event with the other threads.
                  store.append(batch(event(n, "a"), event(n + 1, "b"), event(-1 - i, "a"))).join();
                }
              }));
    }
    for (CompletableFuture<Void> writer : writers) {
      writer.get(60, TimeUnit.SECONDS);
    }

    int events = threads * batches * 2 + batches;
    assertThat(store.lastSequence()).isEqualTo(events);
    assertThat(readAll(null))
        .extracting(StoredEvent::sequence)
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, events).boxed().toList());
  }

  @Test
  void append_whenItsFutureCompletes_isSeenByEveryRead() throws Exception {
    for (int n = 1; n <= 20; n++) {
      append(batch(event(n, "a")));

      assertThat(store.lastSequence()).isEqualTo(n);
      assertThat(readAll("a")).hasSize(n);
    }
  }

  @Test
  void append_ofABadId_isRefusedAndOthersAreNot() throws Exception {
    assertThatThrownBy(() -> store.append(batch(event("a/b", 1, "a"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a/b");
    assertThat(append(batch(event(1, "a"))).stored()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 500})
  void close_withBatchesThatWait_storesThem(int batches) throws Exception {
    List<CompletableFuture<BatchResult>> futures = new ArrayList<>();
    for (int n = 0; n < batches; n++) {
      futures.add(store.append(batch(event(n, "a"))));
    }
    store.close();

    assertThat(futures).allSatisfy(future -> assertThat(future).isCompleted());
    store = open(directory);
    assertThat(store.lastSequence()).isEqualTo(batches);
  }

  @Test
  void close_beforeAppendAndPage_refusesThem() {
    store.close();
    store.close();

    assertThat(store.append(batch(event(1, "a"))))
        .failsWithin(10, TimeUnit.SECONDS)
        .withThrowableThat()
        .withCauseInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> readAll(null)).isInstanceOf(StoreUnavailableException.class);
  }
}
