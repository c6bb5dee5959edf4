package io.audittrail.collector.store;

import static io.audittrail.collector.store.Events.event;
import static io.audittrail.collector.store.Events.withAttributes;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.collector.store.producer.NumberRange;
import io.audittrail.collector.store.producer.Numbering;
import io.audittrail.collector.store.producer.ProducerNumber;
import io.audittrail.collector.store.producer.ProducerPage;
import io.audittrail.collector.store.producer.ProducerRequest;
import io.audittrail.collector.store.producer.ProducerState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link EventStore#producers} promises, and what {@link EventStore#append} does for it. */
public abstract class ProducerContract extends EventStoreContract {
  private static final String ORDERS = "orders/7f3a";

  /** A batch of which each event has its own number of a producer. */
  private static IncomingBatch numbered(@Nullable String writer, String producer, int... numbers) {
    List<EventRecord> events = new ArrayList<>();
    List<@Nullable ProducerNumber> given = new ArrayList<>();
    for (int n : numbers) {
      events.add(withAttributes(event(n, "a"), "\"p\":\"" + producer + "\",\"n\":" + n));
      given.add(new ProducerNumber(producer, n));
    }
    return new IncomingBatch(
        events, List.of(), writer, 1, new Numbering(given, List.of(), List.of()));
  }

  private static IncomingBatch one(EventRecord event, int number) {
    Numbering numbering =
        new Numbering(List.of(new ProducerNumber(ORDERS, number)), List.of(), List.of());
    return new IncomingBatch(List.of(event), List.of(), null, 1, numbering);
  }

  private void refuse(int number) throws Exception {
    Numbering refused =
        new Numbering(List.of(), List.of(new ProducerNumber(ORDERS, number)), List.of());
    append(new IncomingBatch(List.of(), List.of(), null, 1, refused));
  }

  private void end(long last) throws Exception {
    Numbering end = new Numbering(List.of(), List.of(), List.of(new ProducerNumber(ORDERS, last)));
    append(new IncomingBatch(List.of(), List.of(), null, 1, end));
  }

  private List<ProducerState> all(@Nullable String viewer) {
    return store.producers(new ProducerRequest(viewer, null, 100, false)).producers();
  }

  private ProducerState orders() {
    assertThat(all(null)).hasSize(1);
    return all(null).get(0);
  }

  private static List<String> gaps(ProducerState state) {
    return state.gaps().stream().map(gap -> gap.first() + "-" + gap.last()).toList();
  }

  @Test
  void producers_ofEventsWithoutNumbers_areNone() throws Exception {
    append(Events.batch(event(1, "a")));

    assertThat(store.producers(new ProducerRequest(null, null, 1, false)))
        .isEqualTo(new ProducerPage(List.of(), null));
  }

  @Test
  void producers_inOrder_missNothing() throws Exception {
    append(numbered(null, ORDERS, 1, 2, 3));
    append(numbered(null, ORDERS, 4, 5));

    assertThat(orders().counts()).isEqualTo(new ProducerState.Counts(1, 5, 5, 0, 0));
    assertThat(orders().missing()).isZero();
    assertThat(orders().end()).isNull();
    assertThat(orders().gaps()).isEmpty();
    assertThat(orders().lastMicros()).isGreaterThanOrEqualTo(orders().firstMicros());
  }

  @Test
  void producers_withGaps_sayWhichAndSinceWhen() throws Exception {
    append(numbered(null, ORDERS, 3, 4, 9));
    long heard = orders().firstMicros();
    append(numbered(null, ORDERS, 6));
    end(12);

    assertThat(gaps(orders())).containsExactly("1-2", "5-5", "7-8", "10-12");
    assertThat(orders().missing()).isEqualTo(8);
    assertThat(orders().gaps().subList(0, 3))
        .extracting(NumberRange::sinceMicros)
        .containsOnly(heard);
    assertThat(orders().gaps().get(3).sinceMicros()).isGreaterThanOrEqualTo(heard);
    assertThat(orders().end()).isEqualTo(12);
    reopen();
    assertThat(gaps(orders())).containsExactly("1-2", "5-5", "7-8", "10-12");
  }

  @Test
  void producers_thatReportSeveralEnds_endWithTheHighest() throws Exception {
    end(2);
    end(1);
    append(numbered(null, ORDERS, 1));

    assertThat(orders().end()).isEqualTo(2);
    assertThat(gaps(orders())).containsExactly("2-2");
    append(numbered(null, ORDERS, 2, 3));
    assertThat(orders().missing()).isZero();
  }

  @Test
  void producers_inRandomOrder_areKnownAsASetWouldKnowThem() throws Exception {
    Random random = new Random(7);
    List<Integer> numbers = new ArrayList<>(IntStream.rangeClosed(1, 400).boxed().toList());
    Collections.shuffle(numbers, random);
    TreeSet<Integer> seen = new TreeSet<>();
    while (numbers.size() > 20) {
      int size = 1 + random.nextInt(15);
      List<Integer> some = numbers.subList(0, Math.min(size, numbers.size()));
      append(numbered(null, ORDERS, some.stream().mapToInt(n -> n).toArray()));
      seen.addAll(some);
      some.clear();

      ProducerState state = orders();
      assertThat(state.counts())
          .isEqualTo(new ProducerState.Counts(seen.first(), seen.last(), seen.size(), 0, 0));
      TreeSet<Integer> missing = new TreeSet<>();
      state.gaps().forEach(gap -> addAll(missing, gap));
      TreeSet<Integer> expected = new TreeSet<>(IntStream.range(1, seen.last()).boxed().toList());
      expected.removeAll(seen);
      boolean all = state.gaps().size() < ProducerState.MAX_GAPS;
      assertThat(state.missing()).isEqualTo(expected.size());
      assertThat(missing).isEqualTo(all ? expected : expected.headSet(missing.last(), true));
    }
  }

  private static void addAll(TreeSet<Integer> numbers, NumberRange range) {
    IntStream.rangeClosed((int) range.first(), (int) range.last()).forEach(numbers::add);
  }

  @Test
  void append_ofAStoredNumberUnderAnotherEvent_isRefusedAndCounted() throws Exception {
    append(numbered(null, ORDERS, 1, 2));
    EventRecord other = event(99, "a");

    BatchResult result = append(one(other, 2));

    assertThat(result).isEqualTo(new BatchResult(0, 0, List.of(), List.of(0)));
    assertThat(orders().counts()).isEqualTo(new ProducerState.Counts(1, 2, 2, 0, 1));
    assertThat(store.lastSequence()).isEqualTo(2);
    assertThat(append(one(other, 3)).stored()).isEqualTo(1);
  }

  @Test
  void append_ofOneNumberTwiceInABatch_storesTheFirst() throws Exception {
    ProducerNumber number = new ProducerNumber(ORDERS, 1);
    Numbering numbering = new Numbering(List.of(number, number, number), List.of(), List.of());
    List<EventRecord> events = List.of(event(1, "a"), event(2, "a"), event(1, "a"));

    BatchResult result = append(new IncomingBatch(events, List.of(), null, 1, numbering));

    assertThat(result).isEqualTo(new BatchResult(1, 1, List.of(), List.of(1)));
    assertThat(readAll(null)).extracting(StoredEvent::event).containsExactly(event(1, "a"));
  }

  @Test
  void append_again_countsDuplicatesAndNothingElse() throws Exception {
    append(numbered(null, ORDERS, 1, 2, 3));
    List<NumberRange> before = orders().gaps();

    BatchResult again = append(numbered(null, ORDERS, 2, 3, 4, 5));

    assertThat(again).isEqualTo(new BatchResult(2, 2, List.of(), List.of()));
    assertThat(orders().counts()).isEqualTo(new ProducerState.Counts(1, 5, 5, 0, 0));
    assertThat(orders().gaps()).isEqualTo(before);
  }

  @Test
  void append_ofARefusedNumber_isStored() throws Exception {
    append(numbered(null, ORDERS, 1, 4));
    refuse(2);
    refuse(3);
    refuse(1);
    assertThat(orders().counts()).isEqualTo(new ProducerState.Counts(1, 4, 4, 2, 0));
    assertThat(orders().missing()).isZero();

    assertThat(append(one(event(2, "a"), 2)).stored()).isEqualTo(1);

    assertThat(orders().counts()).isEqualTo(new ProducerState.Counts(1, 4, 4, 1, 0));
    assertThat(append(one(event(77, "a"), 2)).takenNumbers()).containsExactly(0);
  }

  @Test
  void append_ofOtherContentUnderTheSameTimeAndId_isSeenButNoGap() throws Exception {
    append(numbered(null, ORDERS, 1));
    EventRecord changed = withAttributes(event(1, "a"), "\"changed\":true");

    assertThat(append(one(changed, 2)).conflicts()).containsExactly(0);

    assertThat(orders().counts()).isEqualTo(new ProducerState.Counts(1, 2, 2, 1, 0));
  }

  @Test
  void producers_belongToWhoWroteThem() throws Exception {
    append(numbered("a", ORDERS, 1, 2));
    append(numbered("b", ORDERS, 12));
    append(numbered(null, ORDERS, 21));

    assertThat(all("a")).extracting(state -> state.counts().last()).containsExactly(2L);
    assertThat(all("b")).extracting(ProducerState::writer).containsExactly("b");
    assertThat(all("c")).isEmpty();
    assertThat(all(null)).extracting(ProducerState::writer).containsExactly(null, "a", "b");
  }

  @Test
  void producers_pageByPage_haveEachOnce() throws Exception {
    for (int p = 0; p < 7; p++) {
      append(numbered("a", "p" + p, 10 * p + 1));
      append(numbered("b", "p" + p, 10 * p + 2));
    }
    List<String> names = new ArrayList<>();
    String after = null;
    do {
      ProducerPage page = store.producers(new ProducerRequest(null, after, 3, false));
      page.producers().forEach(state -> names.add(state.producer() + state.writer()));
      after = page.next();
    } while (after != null);

    assertThat(names).hasSize(14).doesNotHaveDuplicates().isSorted();
    assertThat(store.producers(new ProducerRequest("a", null, 100, true)).producers())
        .extracting(ProducerState::producer)
        .containsExactly("p1", "p2", "p3", "p4", "p5", "p6");
  }
}
