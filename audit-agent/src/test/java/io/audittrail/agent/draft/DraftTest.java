package io.audittrail.agent.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.event.Actor;
import io.audittrail.event.AuditEvent;
import io.audittrail.event.Resource;
import io.audittrail.wire.EventEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DraftTest {
  private final Draft draft = new Draft(DocumentedEventType.ALERT_GET, "nobody");

  private AuditEvent event() {
    return draft.toEvent(DocumentedEventType.ALERT_GET);
  }

  private Object attribute(Object value) {
    return new AttributeValue(draft).freeze(value, 0);
  }

  @Test
  void actor_isKnownPartByPart() {
    draft.actor("parameter", "");
    draft.contextActor("context", "acme");
    draft.contextActor("mdc", "other");

    assertThat(event().actorUser()).isEqualTo("parameter");
    assertThat(event().actorTenant()).isEqualTo("acme");
    draft.actor("result", null);
    assertThat(event().actorUser()).isEqualTo("result");
  }

  @Test
  void actorTenant_withoutUser_isKeptWithFallbackUser() {
    draft.contextActor(null, "acme");

    assertThat(event().actorUser()).isEqualTo("nobody");
    assertThat(event().actorTenant()).isEqualTo("acme");
  }

  @Test
  void id_thatIsCut_staysWholeCharacters() {
    draft.mention(ResourceKind.USER, "u".repeat(511) + "\uD83D\uDE00");

    assertThat(event().ids(ResourceKind.USER)).containsExactly("u".repeat(511));
    assertThat(event().attributes()).containsEntry(Draft.TRUNCATED, true);
  }

  @Test
  void ids_thatAreEmptyOrTwice_areLeftOut() {
    draft.mention(ResourceKind.USER, "");
    draft.mention(ResourceKind.USER, "a");
    draft.mention(ResourceKind.USER, "a");

    assertThat(event().ids(ResourceKind.USER)).containsExactly("a");
    assertThat(event().attributes()).doesNotContainKey(Draft.TRUNCATED);
  }

  @Test
  void application_withEventData_isWhatContractBShows() {
    draft.mention(ResourceKind.APPLICATION, "di71rG94");
    draft.attribute("event_data", Map.of("replayed", 10));

    assertThat(event().toString())
        .contains("\"application_id\":\"di71rG94\"", "\"event_data\":{\"replayed\":10}");
  }

  @Test
  void event_ofAnotherTypeThanTheLikelyOne_saysTheSame() {
    draft.actor("ann", "acme");
    draft.mention(ResourceKind.USER, "a");
    draft.mention(ResourceKind.USER, "b");
    draft.describe(new Resource(ResourceKind.PROJECT, "p", null, "name", null, null));
    draft.attribute("format", "csv");
    draft.truncated();

    AuditEvent event = draft.toEvent(DocumentedEventType.ALERT_CREATE);

    assertThat(event.type()).isEqualTo(DocumentedEventType.ALERT_CREATE);
    assertThat(event.actorUser()).isEqualTo("ann");
    assertThat(event.actorTenant()).isEqualTo("acme");
    assertThat(event.ids(ResourceKind.USER)).containsExactly("a", "b");
    assertThat(event.descriptions()).isEqualTo(event().descriptions()).hasSize(1);
    assertThat(event.attributes())
        .isEqualTo(Map.of("format", "csv", Draft.TRUNCATED, true))
        .isEqualTo(event().attributes());
  }

  @Test
  void ids_asManyAsThereCanBe_areKeptOnceEach() {
    for (int i = 0; i < 2_100; i++) {
      draft.mention(ResourceKind.USER, "u" + i % 1_000);
    }
    assertThat(event().ids(ResourceKind.USER)).hasSize(1_000);
    assertThat(event().attributes()).doesNotContainKey(Draft.TRUNCATED);

    draft.mention(ResourceKind.USER, "another");
    assertThat(event().ids(ResourceKind.USER)).hasSize(1_000).doesNotContain("another");
    assertThat(event().attributes()).containsEntry(Draft.TRUNCATED, true);
  }

  @Test
  void values_keepTheirTypesOrBecomeText() {
    assertThat(attribute(7L)).isEqualTo(7L);
    assertThat(attribute(1.5)).isEqualTo(1.5);
    assertThat(attribute(Double.POSITIVE_INFINITY)).isEqualTo("Infinity");
    assertThat(attribute(true)).isEqualTo(true);
    assertThat(attribute('c')).isEqualTo("c");
    assertThat(attribute(DocumentedEventType.ALERT_GET)).isEqualTo("ALERT_GET");
    assertThat(attribute(new int[] {1, 2})).isEqualTo(List.of(1, 2));
    assertThat(attribute(Map.of(1, List.of("a")))).isEqualTo(Map.of("1", List.of("a")));
  }

  @Test
  void event_ofMoreThanItsLimit_isCutAndStillEncoded() {
    Map<String, Object> large = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      large.put("key" + i, "\u0001".repeat(10_000));
      draft.mention(ResourceKind.DATASET, i + "\u20ac".repeat(600));
      draft.describe(
          new Resource(ResourceKind.PROJECT, "p" + i, null, "n".repeat(4_096), null, null));
    }
    draft.attribute("large", attribute(large));
    draft.attribute("list", attribute(Collections.nCopies(1_000_000, 1)));

    AuditEvent event = event();
    assertThatCode(() -> new EventEncoder(new Actor("x", null)).encode(event))
        .doesNotThrowAnyException();
    assertThat(event.attributes()).containsEntry(Draft.TRUNCATED, true);
  }

  @Test
  void value_thatContainsItself_isCut() {
    List<Object> cycle = new ArrayList<>();
    cycle.add("text");
    cycle.add(cycle);
    draft.attribute("cycle", attribute(cycle));

    assertThatCode(this::event).doesNotThrowAnyException();
    assertThat(event().attributes()).containsEntry(Draft.TRUNCATED, true);
  }
}
