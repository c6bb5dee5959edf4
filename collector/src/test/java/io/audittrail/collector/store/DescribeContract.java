package io.audittrail.collector.store;

import static io.audittrail.catalogue.ResourceKind.DATASET;
import static io.audittrail.catalogue.ResourceKind.PROJECT;
import static io.audittrail.catalogue.ResourceKind.SOURCE;
import static io.audittrail.catalogue.ResourceKind.STREAM;
import static io.audittrail.catalogue.ResourceKind.TENANT;
import static io.audittrail.catalogue.ResourceKind.USER;
import static io.audittrail.collector.store.Events.batch;
import static io.audittrail.collector.store.Events.descriptions;
import static io.audittrail.collector.store.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.event.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link EventStore#describe} promises. */
public abstract class DescribeContract extends EventStoreContract {
  private static final @Nullable String UNBOUND = null;

  /** What a viewer sees of a resource that an event of tenant a mentions. */
  private List<Resource> seen(@Nullable String viewer, ResourceKind kind, String id) {
    return store.describe(List.of(new Mention(kind, id, "a")), viewer).stream()
        .filter(Objects::nonNull)
        .toList();
  }

  private static Resource user(String tenant, String name) {
    return Resource.user("u", tenant, name, name + "@example.com", "The " + name);
  }

  @Test
  void describe_ofWhatNobodyDescribed_isEmpty() {
    assertThat(seen(UNBOUND, USER, "u")).isEmpty();
    assertThat(seen("a", TENANT, "a")).isEmpty();
    assertThat(store.describe(List.of(), "a")).isEmpty();
  }

  @Test
  void describe_ofEveryKind_givesEveryPartBack() throws Exception {
    List<Resource> all =
        List.of(
            Resource.user("u", "a", "ann", "ann@example.com", "Ann"),
            Resource.tenant("a", "Tenant A"),
            Resource.project("p", "project", "a"),
            Resource.dataset("d", "dataset", "The dataset", "p"),
            Resource.source("s", null, "", "p"),
            Resource.stream("t", "stream", null, "d"));
    append(descriptions(UNBOUND, all.toArray(Resource[]::new)));
    reopen();
    List<Mention> mentions = new ArrayList<>();
    all.forEach(resource -> mentions.add(new Mention(resource.kind(), resource.id(), "a")));
    List<Resource> twice = new ArrayList<>(all);
    mentions.addAll(List.copyOf(mentions));
    twice.addAll(all);

    assertThat(store.describe(mentions, UNBOUND)).containsExactlyElementsOf(twice);
    assertThat(store.describe(mentions, "a")).containsExactlyElementsOf(twice);
    assertThat(store.describe(mentions, "b")).hasSize(12).containsOnlyNulls();
  }

  @Test
  void describe_afterAChange_givesTheLastOne() throws Exception {
    append(descriptions(UNBOUND, user("a", "first"), user("a", "second")));
    assertThat(seen("a", USER, "u")).containsExactly(user("a", "second"));

    append(descriptions(UNBOUND, user("a", "third")));
    assertThat(seen("a", USER, "u")).containsExactly(user("a", "third"));
  }

  @Test
  void describe_ofManyOfWhichSomeAreDescribed_givesOneForEachInTheirOrder() throws Exception {
    List<Mention> mentions = new ArrayList<>();
    List<Resource> described = new ArrayList<>();
    List<@Nullable Resource> expected = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      mentions.add(new Mention(i % 2 == 0 ? DATASET : SOURCE, "x-" + i, "a"));
      Resource resource = Resource.dataset("x-" + i, "name-" + i, null, "p");
      expected.add(i % 4 == 0 ? resource : null);
      described.add(resource);
    }
    described.removeIf(resource -> !expected.contains(resource));
    append(descriptions("a", described.toArray(Resource[]::new)));

    for (String viewer : Arrays.asList("a", UNBOUND)) {
      assertThat(store.describe(mentions, viewer)).isEqualTo(expected);
    }
  }

  @Test
  void describe_afterMoreChangesThanAreLookedAtOneByOne_givesTheLastOnes() throws Exception {
    append(descriptions("a", Resource.tenant("a", "first")));
    assertThat(seen("a", TENANT, "a")).hasSize(1);
    Resource[] many = new Resource[3_000];
    Arrays.setAll(many, i -> Resource.dataset("d-" + i, "name", null, "p"));
    append(descriptions("a", many));
    append(descriptions("a", Resource.tenant("a", "second")));

    assertThat(seen("a", TENANT, "a")).containsExactly(Resource.tenant("a", "second"));
    assertThat(seen("a", DATASET, "d-2999")).hasSize(1);
  }

  @Test
  void describe_ofAKindWithTheSameId_doesNotMixThem() throws Exception {
    append(descriptions("a", Resource.dataset("x", "dataset", "t", "p")));

    assertThat(seen("a", SOURCE, "x")).isEmpty();
    assertThat(seen("a", DATASET, "x")).hasSize(1);
  }

  @Test
  void describe_forABoundViewer_showsWhatItsOwnTenantWrote() throws Exception {
    append(descriptions("a", user("a", "of-a")));
    append(descriptions("b", user("b", "of-b")));

    assertThat(seen("a", USER, "u")).containsExactly(user("a", "of-a"));
    assertThat(seen("b", USER, "u")).containsExactly(user("b", "of-b"));
    assertThat(seen("c", USER, "u")).isEmpty();
  }

  @Test
  void describe_ofWhatABoundWriterSaysOfAnotherTenant_showsItToTheWritersTenantAlone()
      throws Exception {
    append(descriptions("a", user("b", "foreign"), Resource.tenant("b", "B by A")));

    assertThat(seen("a", USER, "u")).containsExactly(user("b", "foreign"));
    assertThat(seen("a", TENANT, "b")).containsExactly(Resource.tenant("b", "B by A"));
    assertThat(seen("b", USER, "u")).isEmpty();
    assertThat(seen("b", TENANT, "b")).isEmpty();
    assertThat(seen(UNBOUND, USER, "u")).containsExactly(user("b", "foreign"));
  }

  @Test
  void describe_afterAPageWithEntriesMadeFromIds_keepsWhatSomebodySaid() throws Exception {
    append(descriptions("a", Resource.dataset("d", "by A", "D", "p")));
    append(descriptions(UNBOUND, user("a", "ann"), Resource.project("p", "P", "a")));

    append(
        descriptions(
            UNBOUND,
            Resource.user("u", "", "u", "", "u"),
            Resource.project("p", "p", ""),
            Resource.dataset("d", "d", "d", "")));
    append(descriptions("a", Resource.dataset("d", "d", "d", "")));

    for (String viewer : Arrays.asList("a", UNBOUND)) {
      assertThat(seen(viewer, USER, "u")).containsExactly(user("a", "ann"));
      assertThat(seen(viewer, PROJECT, "p")).containsExactly(Resource.project("p", "P", "a"));
      assertThat(seen(viewer, DATASET, "d"))
          .containsExactly(Resource.dataset("d", "by A", "D", "p"));
    }
  }

  @Test
  void describe_ofWhatAnUnboundWriterSays_showsItToTheTenantThatItNamesAlone() throws Exception {
    append(descriptions(UNBOUND, Resource.tenant("c", "C"), Resource.project("p", "P", "b")));

    assertThat(seen("a", TENANT, "c")).isEmpty();
    assertThat(seen("c", TENANT, "c")).hasSize(1);
    assertThat(seen("a", PROJECT, "p")).isEmpty();
    assertThat(seen("b", PROJECT, "p")).hasSize(1);
  }

  @Test
  void describe_ofAnEntryThatNamesNoTenant_isForUnboundViewersAlone() throws Exception {
    append(
        descriptions(
            UNBOUND,
            user(null, "nobody's"),
            Resource.project("p", "P", ""),
            Resource.dataset("d", "D", null, null)));

    assertThat(seen("a", USER, "u")).isEmpty();
    assertThat(seen("a", PROJECT, "p")).isEmpty();
    assertThat(seen("a", DATASET, "d")).isEmpty();
    assertThat(seen(UNBOUND, USER, "u")).hasSize(1);
    assertThat(seen(UNBOUND, PROJECT, "p")).hasSize(1);
    assertThat(seen(UNBOUND, DATASET, "d")).hasSize(1);
  }

  @Test
  void describe_ofAnEntryOfABoundWriterThatNamesNoTenant_belongsToTheWriter() throws Exception {
    append(descriptions("a", user(null, "ann"), Resource.stream("t", "T", null, null)));

    assertThat(seen("a", USER, "u")).hasSize(1);
    assertThat(seen("a", STREAM, "t")).hasSize(1);
    assertThat(seen("b", STREAM, "t")).isEmpty();
  }

  @Test
  void describe_ofABoundAndAnUnboundWritersWord_showsTheOneWrittenLast() throws Exception {
    append(descriptions("a", user("a", "bound")));
    append(descriptions(UNBOUND, user("a", "unbound")));
    assertThat(seen("a", USER, "u")).containsExactly(user("a", "unbound"));

    append(descriptions("a", user("a", "bound")));
    assertThat(seen("a", USER, "u")).containsExactly(user("a", "bound"));

    append(descriptions("a", user("a", "bound")));
    reopen();
    append(descriptions(UNBOUND, user("a", "unbound")));
    assertThat(seen("a", USER, "u")).containsExactly(user("a", "unbound"));
  }

  @Test
  void describe_ofAStream_followsItsParentsWhicheverArrivesFirst() throws Exception {
    append(descriptions(UNBOUND, Resource.stream("t", "T", null, "d")));
    assertThat(seen("a", STREAM, "t")).isEmpty();
    append(descriptions(UNBOUND, Resource.project("p", "P", "a")));
    assertThat(seen("a", STREAM, "t")).isEmpty();
    append(descriptions(UNBOUND, Resource.dataset("d", "D", null, "p")));

    assertThat(seen("a", STREAM, "t")).hasSize(1);
    assertThat(seen("a", DATASET, "d")).hasSize(1);
    assertThat(seen("b", STREAM, "t")).isEmpty();
    assertThat(seen("b", DATASET, "d")).isEmpty();
  }

  @Test
  void describe_ofADatasetWhoseProjectABoundWriterClaims_doesNotShowIt() throws Exception {
    append(descriptions(UNBOUND, Resource.dataset("d", "secret", null, "p")));
    append(descriptions("b", Resource.project("p", "claimed", "b")));

    assertThat(seen("b", DATASET, "d")).isEmpty();
  }

  @Test
  void describe_ofADatasetWhoseProjectTwoTenantsHave_isForUnboundViewersAlone() throws Exception {
    append(descriptions(UNBOUND, Resource.project("p", "P", "a"), Resource.project("p", "P", "b")));
    append(descriptions(UNBOUND, Resource.dataset("d", "D", null, "p")));

    assertThat(seen("a", DATASET, "d")).isEmpty();
    assertThat(seen("b", DATASET, "d")).isEmpty();
    assertThat(seen("a", PROJECT, "p")).containsExactly(Resource.project("p", "P", "a"));
    assertThat(seen(UNBOUND, DATASET, "d")).hasSize(1);
  }

  @Test
  void describe_forAnUnboundViewer_prefersTheTenantOfTheMention() throws Exception {
    append(descriptions("a", user("a", "of-a")));
    append(descriptions(UNBOUND, user("b", "of-b")));

    assertThat(seen(UNBOUND, USER, "u")).containsExactly(user("a", "of-a"));
    assertThat(store.describe(List.of(new Mention(USER, "u", "c")), UNBOUND))
        .as("no tenant's own: the one written last")
        .containsExactly(user("b", "of-b"));
  }

  @Test
  void describe_ofADatasetByItsTenantAndByUnboundWriters_prefersTheOneWrittenLast()
      throws Exception {
    append(descriptions("a", Resource.dataset("d", "bound", null, "p")));
    append(
        descriptions(
            UNBOUND, Resource.dataset("d", "unbound", null, "p"), Resource.project("p", "P", "a")));
    assertThat(seen("a", DATASET, "d")).extracting(Resource::name).containsExactly("unbound");
    assertThat(seen(UNBOUND, DATASET, "d")).extracting(Resource::name).containsExactly("unbound");

    append(descriptions("b", Resource.dataset("d", "of-b", null, "p")));
    assertThat(seen(UNBOUND, DATASET, "d")).extracting(Resource::name).containsExactly("unbound");
    assertThat(seen("b", DATASET, "d")).extracting(Resource::name).containsExactly("of-b");
  }

  @Test
  void describe_withEventsInTheSameBatch_storesBoth() throws Exception {
    append(
        new IncomingBatch(
            List.of(event(1, "a")), List.of(Resource.tenant("a", "Tenant A")), "a", 500));
    append(batch(event(2, "a")));

    assertThat(seen("a", TENANT, "a")).hasSize(1);
    assertThat(readAll("a")).hasSize(2);
  }
}
