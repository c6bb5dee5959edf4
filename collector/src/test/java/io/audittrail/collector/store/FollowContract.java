package io.audittrail.collector.store;

import static io.audittrail.collector.store.Events.batch;
import static io.audittrail.collector.store.Events.event;
import static io.audittrail.collector.store.Events.withAttributes;
import static io.audittrail.collector.store.Events.withIds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audittrail.catalogue.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link EventStore#follow} and {@link EventStore#find} promise. */
public abstract class FollowContract extends EventStoreContract {
  @Test
  void follow_ofAnEmptyStore_looksAtNothing() {
    assertThat(store.follow(null, 0, 10)).isEqualTo(new SequencePage(List.of(), 0));
  }

  @Test
  void follow_goesInTheOrderOfCommitsWhateverTheTime() throws Exception {
    append(batch(event(9, "a"), event(1, "b")));
    append(batch(event(5, "a")));

    SequencePage first = store.follow(null, 0, 2);
    SequencePage rest = store.follow(null, first.through(), 2);

    assertThat(first.events())
        .containsExactly(new StoredEvent(1, event(9, "a")), new StoredEvent(2, event(1, "b")));
    assertThat(first.through()).isEqualTo(2);
    assertThat(rest).isEqualTo(new SequencePage(List.of(new StoredEvent(3, event(5, "a"))), 3));
    assertThat(store.follow(null, 3, 2)).isEqualTo(new SequencePage(List.of(), 3));
  }

  @Test
  void follow_byAViewer_goesThroughTheOthersEvents() throws Exception {
    EventRecord named = withIds(event(2, "b"), Map.of(ResourceKind.TENANT, List.of("x", "a")));
    append(batch(event(1, "b"), named, event(3, "b"), event(4, "a"), event(5, "b")));

    assertThat(followAll("a", 1)).extracting(StoredEvent::sequence).containsExactly(2L, 4L);
    assertThat(store.follow("a", 4, 10)).isEqualTo(new SequencePage(List.of(), 5));
    assertThat(store.follow("nobody", 0, 10)).isEqualTo(new SequencePage(List.of(), 5));
  }

  @Test
  void follow_ofLargeEvents_endsAPageEarlyAndMissesNothing() throws Exception {
    String large = "\"text\":\"" + "x".repeat(300_000) + '"';
    List<EventRecord> events = new ArrayList<>();
    for (int n = 0; n < 12; n++) {
      events.add(withAttributes(event(n, "a"), large));
    }
    append(batch(events));

    assertThat(store.follow(null, 0, 100).events()).hasSizeBetween(1, 11);
    assertThat(followAll(null, 100)).extracting(StoredEvent::event).isEqualTo(events);
  }

  private List<StoredEvent> followAll(@Nullable String viewer, int limit) {
    List<StoredEvent> all = new ArrayList<>();
    long through = 0;
    while (through < store.lastSequence()) {
      SequencePage page = store.follow(viewer, through, limit);
      assertThat(page.through()).isGreaterThan(through);
      all.addAll(page.events());
      through = page.through();
    }
    return all;
  }

  @Test
  void find_ofAnId_hasEveryEventWithItInOrderOfTime() throws Exception {
    append(batch(event("x", 30, "a"), event("xy", 20, "a"), event("x", 10, "b")));
    append(batch(event("x", 20, "a"), event("X", 15, "a")));

    assertThat(find("x", null, 0, 100))
        .extracting(StoredEvent::sequence)
        .containsExactly(3L, 4L, 1L);
    assertThat(find("xy", null, 0, 100)).extracting(StoredEvent::sequence).containsExactly(2L);
    assertThat(find("y", null, 0, 100)).isEmpty();
  }

  @Test
  void find_ofAnId_keepsToTheWindowAndTheViewer() throws Exception {
    append(batch(event("x", 10, "a"), event("x", 20, "b"), event("x", 30, "a")));

    assertThat(find("x", null, 10, 30)).extracting(StoredEvent::sequence).containsExactly(1L, 2L);
    assertThat(find("x", "a", 0, 100)).extracting(StoredEvent::sequence).containsExactly(1L, 3L);
    assertThat(find("x", "c", 0, 100)).isEmpty();
  }

  @Test
  void find_pageByPage_hasEachOnceAndNothingOfLater() throws Exception {
    append(batch(event("x", 10, "a"), event("x", 20, "a"), event("x", 30, "a")));
    append(batch(event("x", 40, "a")));

    PageRequest first = new PageRequest(null, 0, 100, null, 2, 3);
    EventPage page = store.find("x", first);
    assertThat(page.events()).extracting(StoredEvent::sequence).containsExactly(1L, 2L);
    assertThat(page.next()).isEqualTo(new Position(20, "x"));
    EventPage rest = store.find("x", new PageRequest(null, 0, 100, page.next(), 2, 3));
    assertThat(rest.events()).extracting(StoredEvent::sequence).containsExactly(3L);
    assertThat(rest.more()).isFalse();
  }

  @Test
  void find_ofWhatIsNoId_isRefused() {
    PageRequest request = new PageRequest(null, 0, 100, null, 2, 3);

    assertThatThrownBy(() -> store.find("not an id", request))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not an id");
  }

  private List<StoredEvent> find(String id, @Nullable String viewer, long from, long until) {
    return store
        .find(id, new PageRequest(viewer, from, until, null, 100, store.lastSequence()))
        .events();
  }
}
