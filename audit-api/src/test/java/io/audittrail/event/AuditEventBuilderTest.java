package io.audittrail.event;

import static io.audittrail.catalogue.DocumentedEventType.GET_DATASETS;
import static io.audittrail.catalogue.DocumentedEventType.LOGIN_SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audittrail.catalogue.EventType;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.wire.WireLimits;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditEventBuilderTest {
  private final AuditEventBuilder builder = AuditEvent.of(GET_DATASETS);

  @Test
  void build_withoutATime_takesNowToTheMicrosecond() {
    Instant before = Instant.now().truncatedTo(ChronoUnit.MICROS);
    AuditEvent event = builder.build();

    assertThat(event.occurredAt()).isBetween(before, Instant.now());
    assertThat(event.occurredAtMicros())
        .isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, event.occurredAt()));
  }

  @Test
  void build_twice_makesTwoEventsThatDoNotShareWhatIsAddedBetween() {
    AuditEvent first = builder.dataset("d-1").attribute("a", 1).build();
    AuditEvent second = builder.dataset("d-2", "n", "t", "p").attribute("b", 2).build();

    assertThat(first.ids(ResourceKind.DATASET)).containsExactly("d-1");
    assertThat(first.attributes()).containsOnlyKeys("a");
    assertThat(first.descriptions()).isEmpty();
    assertThat(second.ids(ResourceKind.DATASET)).containsExactly("d-1", "d-2");
    assertThat(second.attributes()).containsOnlyKeys("a", "b");
    assertThat(second.id()).isNotEqualTo(first.id());
  }

  @Test
  void build_afterEachOfManyIds_makesEventsThatKeepTheirs() {
    List<AuditEvent> events = new ArrayList<>();
    for (int n = 1; n <= 6; n++) {
      events.add(builder.project("p-" + n).build());
    }

    for (int n = 1; n <= 6; n++) {
      assertThat(events.get(n - 1).ids(ResourceKind.PROJECT))
          .hasSize(n)
          .endsWith("p-" + n)
          .isUnmodifiable();
    }
  }

  @Test
  void event_givesOutNothingThatCanBeChanged() {
    AuditEvent event =
        builder.dataset("d-1", "n", "t", "p").attribute("a", List.of(Map.of("k", "v"))).build();

    assertThat(event.ids(ResourceKind.DATASET)).isUnmodifiable();
    assertThat(event.ids(ResourceKind.USER)).isEmpty();
    assertThat(event.descriptions()).isUnmodifiable();
    assertThat(event.attributes()).isUnmodifiable();
  }

  @Test
  void resource_namedTwice_isNamedOnce() {
    AuditEvent event = builder.source("s").source("s", "n", "t", "p").source("r").build();

    assertThat(event.ids(ResourceKind.SOURCE)).containsExactly("s", "r");
    assertThat(event.descriptions()).containsExactly(Resource.source("s", "n", "t", "p"));
  }

  @Test
  void application_namedAgain_isTheLastOne() {
    assertThat(builder.application("a").application("b").build().ids(ResourceKind.APPLICATION))
        .containsExactly("b");
  }

  @Test
  void describe_namesNothing() {
    AuditEvent event = builder.describe(Resource.project("p", "n", "t")).build();

    assertThat(event.ids(ResourceKind.PROJECT)).isEmpty();
    assertThat(event.descriptions()).hasSize(1);
  }

  @Test
  void actor_withoutATenant_forgetsTheTenantOfTheActorBefore() {
    AuditEvent event = builder.actor("u-1", "acme").actor("u-2").build();

    assertThat(event.actorUser()).isEqualTo("u-2");
    assertThat(event.actorTenant()).isNull();
  }

  @Test
  void actor_isCompletedByTheContextPartByPart() {
    try (var scope = AuditContext.actor("u-1", "acme")) {
      assertThat(AuditEvent.of(LOGIN_SUCCESS).build())
          .returns("u-1", AuditEvent::actorUser)
          .returns("acme", AuditEvent::actorTenant);
      assertThat(AuditEvent.of(LOGIN_SUCCESS).actor("u-2").build())
          .returns("u-2", AuditEvent::actorUser)
          .returns("acme", AuditEvent::actorTenant);
      assertThat(AuditEvent.of(LOGIN_SUCCESS).actor(new Actor("u-3", "other")).build())
          .returns("u-3", AuditEvent::actorUser)
          .returns("other", AuditEvent::actorTenant);
    }
    assertThat(AuditEvent.of(LOGIN_SUCCESS).build())
        .returns(null, AuditEvent::actorUser)
        .returns(null, AuditEvent::actorTenant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-000001-12-31T23:59:59Z",
        "1969-12-31T23:59:59.999999999Z",
        "9999-12-31T23:59:59.5Z",
        "+12021-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z",
        "-1000000000-01-01T00:00:00Z"
      })
  void occurredAt_outsideTheYearsAllowed_isRefused(String time) {
    assertThatThrownBy(() -> builder.occurredAt(Instant.parse(time)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("occurred_at was " + Instant.parse(time) + ", allowed is ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:00Z", "9999-12-31T23:59:59.499999Z"})
  void occurredAt_atTheEdges_isKept(String time) {
    assertThat(builder.occurredAt(Instant.parse(time)).build().occurredAt())
        .isEqualTo(Instant.parse(time));
  }

  @Test
  void occurredAt_withNanoseconds_isCutToTheMicrosecond() {
    assertThat(builder.occurredAt(Instant.parse("2021-06-10T16:32:52.871023999Z")).build())
        .returns(Instant.parse("2021-06-10T16:32:52.871023Z"), AuditEvent::occurredAt);
  }

  @Test
  void time_ofAClockThatIsFarOut_isTheNearestThatIsAllowed() {
    assertThat(builder.occurredAtMicros(-5)).isEqualTo(WireLimits.MIN_TIME_MICROS);
    assertThat(builder.occurredAtMicros(Long.MAX_VALUE)).isEqualTo(WireLimits.END_TIME_MICROS - 1);
  }

  @Test
  void id_fromElsewhere_isKept() {
    assertThat(builder.id("2555880060c23eb5").build().id()).isEqualTo("2555880060c23eb5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ä", "a/b", "a\"b"})
  void id_thatIsNoToken_isRefused(String id) {
    assertThatThrownBy(() -> builder.id(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("event_id was \"" + id + "\", allowed is [A-Za-z0-9_.-]{1,64}");
  }

  @Test
  void limits_ofIds_areKept() {
    String longest = "x".repeat(WireLimits.MAX_ID_LENGTH);

    assertThat(builder.dataset(longest).build().ids(ResourceKind.DATASET)).containsExactly(longest);
    assertThatThrownBy(() -> builder.dataset(longest + "x"))
        .hasMessage("dataset_ids had 513 characters, allowed are 1 to 512");
    assertThatThrownBy(() -> builder.stream("")).hasMessageStartingWith("trigger_ids was empty");
    assertThatThrownBy(() -> builder.actor("")).hasMessageStartingWith("actor_user_id was empty");
    assertThatThrownBy(() -> builder.actor("u", ""))
        .hasMessageStartingWith("actor_tenant_id was empty");
  }

  @Test
  void ids_ofOneKind_haveALimit() {
    for (int i = 0; i < WireLimits.MAX_IDS_PER_KIND; i++) {
      builder.user("u-" + i);
    }

    assertThatThrownBy(() -> builder.user("one more"))
        .hasMessage("user_ids had more than 1000 ids");
    assertThat(builder.user("u-0").build().ids(ResourceKind.USER)).hasSize(1_000);
  }

  @Test
  @SuppressWarnings("NullAway")
  void null_isRefusedByName() {
    assertThatThrownBy(() -> builder.actor((String) null)).hasMessage("actor_user_id");
    assertThatThrownBy(() -> builder.id(null)).hasMessage("event_id");
    assertThatThrownBy(() -> builder.project(null)).hasMessage("project_ids");
    assertThatThrownBy(() -> AuditEvent.of(null)).hasMessage("type");
  }

  @Test
  void of_aTypeWhoseNameTheWireDoesNotAllow_isRefused() {
    enum Own implements EventType {
      WITH$DOLLAR
    }

    assertThatThrownBy(() -> AuditEvent.of(Own.WITH$DOLLAR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("event_type was \"with$dollar\", allowed is [A-Za-z0-9_.-]{1,64}");
  }
}
