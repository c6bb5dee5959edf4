package io.audittrail.log4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.catalogue.EventType;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.event.AuditContext;
import io.audittrail.event.AuditEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapConversionTest {
  private enum OwnType implements EventType {
    ORDER_SHIPPED
  }

  @Test
  void toEvent_withEveryKeyOfTheWire_givesEachItsMeaning() {
    AuditEvent event =
        MapConversion.toEvent(
            Map.ofEntries(
                Map.entry("event_type", "trigger_create"),
                Map.entry("event_id", "e-1"),
                Map.entry("occurred_at", "2026-01-31T12:00:00.123456Z"),
                Map.entry("actor_user_id", "u-1"),
                Map.entry("actor_tenant_id", "t-1"),
                Map.entry("user_ids", List.of("u-2", "u-3")),
                Map.entry("tenant_ids", new String[] {"t-2"}),
                Map.entry("project_ids", "p-1"),
                Map.entry("dataset_ids", "d-1"),
                Map.entry("source_ids", new int[] {7, 8}),
                Map.entry("trigger_ids", List.of(9L)),
                Map.entry("application_id", "a-1"),
                Map.entry("message", "said")));

    assertThat(event.type()).isEqualTo(DocumentedEventType.TRIGGER_CREATE);
    assertThat(event.id()).isEqualTo("e-1");
    assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-01-31T12:00:00.123456Z"));
    assertThat(event.actorUser()).isEqualTo("u-1");
    assertThat(event.actorTenant()).isEqualTo("t-1");
    assertThat(event.ids(ResourceKind.USER)).containsExactly("u-2", "u-3");
    assertThat(event.ids(ResourceKind.TENANT)).containsExactly("t-2");
    assertThat(event.ids(ResourceKind.PROJECT)).containsExactly("p-1");
    assertThat(event.ids(ResourceKind.DATASET)).containsExactly("d-1");
    assertThat(event.ids(ResourceKind.SOURCE)).containsExactly("7", "8");
    assertThat(event.ids(ResourceKind.STREAM)).containsExactly("9");
    assertThat(event.ids(ResourceKind.APPLICATION)).containsExactly("a-1");
    assertThat(event.attributes()).containsExactly(entry("message", "said"));
  }

  @Test
  void toEvent_withUnknownKeys_makesThemAttributes() {
    UUID uuid = UUID.randomUUID();
    Map<String, Object> values = new HashMap<>();
    values.put("event_type", "login_success");
    values.put("count", 3);
    values.put("ok", true);
    values.put("uuid", uuid);
    values.put("absent", null);
    values.put("array", new Object[] {1, "two", uuid});
    values.put("map", Map.of(1, List.of(uuid)));

    assertThat(MapConversion.toEvent(values).attributes())
        .containsOnly(
            entry("count", 3),
            entry("ok", true),
            entry("uuid", uuid.toString()),
            entry("array", List.of(1, "two", uuid.toString())),
            entry("map", Map.of("1", List.of(uuid.toString()))));
  }

  @Test
  void toEvent_whenTheMapChangesLater_staysAsItWas() {
    List<String> tags = new ArrayList<>(List.of("a"));
    List<String> users = new ArrayList<>(List.of("u-1"));
    AuditEvent event =
        MapConversion.toEvent(
            Map.of("event_type", "login_success", "tags", tags, "user_ids", users));

    tags.add("b");
    users.clear();

    assertThat(event.attributes()).containsEntry("tags", List.of("a"));
    assertThat(event.ids(ResourceKind.USER)).containsExactly("u-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"login_success", "LOGIN_SUCCESS"})
  void toEvent_withTheNameOfADocumentedType_findsIt(String name) {
    assertThat(MapConversion.toEvent(Map.of("event_type", name)).type())
        .isEqualTo(DocumentedEventType.LOGIN_SUCCESS);
  }

  @Test
  void toEvent_withATypeOfOnesOwn_keepsIt() {
    assertThat(MapConversion.toEvent(Map.of("event_type", OwnType.ORDER_SHIPPED)).type())
        .isEqualTo(OwnType.ORDER_SHIPPED);
    assertThat(MapConversion.toEvent(Map.of("event_type", "Order.Shipped")).type().wireName())
        .isEqualTo("Order.Shipped");
  }

  @Test
  void toEvent_withAListThatBecameText_takesItApart() {
    Map<String, String> values =
        Map.of("event_type", "x", "user_ids", List.of("u-1", "u-2").toString());

    assertThat(MapConversion.toEvent(values).ids(ResourceKind.USER)).containsExactly("u-1", "u-2");
  }

  @Test
  void toEvent_withAnEmptyListThatBecameText_namesNobody() {
    assertThat(
            MapConversion.toEvent(Map.of("event_type", "x", "user_ids", "[]"))
                .ids(ResourceKind.USER))
        .isEmpty();
  }

  @Test
  void toEvent_withTimesInAnyForm_keepsTheExactTime() {
    Instant time = Instant.parse("2026-01-31T12:00:00.500Z");
    for (Object given :
        List.of(
            time,
            Date.from(time),
            time.atZone(ZoneId.of("Europe/Paris")),
            "2026-01-31T13:00:00.5+01:00",
            time.atZone(ZoneId.of("Asia/Tokyo")).toOffsetDateTime().toString())) {
      assertThat(MapConversion.toEvent(Map.of("event_type", "x", "timestamp", given)).occurredAt())
          .as(given.toString())
          .isEqualTo(time);
    }
  }

  @Test
  void toEvent_withBothTimes_takesTheExactOne() {
    Map<String, String> values =
        Map.of(
            "event_type", "x",
            "occurred_at", "2026-01-31T12:00:00.25Z",
            "timestamp", "nobody reads this");

    assertThat(MapConversion.toEvent(values).occurredAt())
        .isEqualTo(Instant.parse("2026-01-31T12:00:00.25Z"));
  }

  @Test
  void toEvent_insideAScope_isDoneByWhoeverActs() {
    try (var scope = AuditContext.actor("u-9", "t-9")) {
      AuditEvent event = MapConversion.toEvent(Map.of("event_type", "x"));
      assertThat(event.actorUser()).isEqualTo("u-9");
      assertThat(event.actorTenant()).isEqualTo("t-9");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "event_type|log in|event_type was \"log in\", allowed is [A-Za-z0-9_.-]{1,64}",
        "event_id|ü|event_id was \"ü\", allowed is [A-Za-z0-9_.-]{1,64}",
        "occurred_at|yesterday|occurred_at was \"yesterday\", allowed is ISO-8601 with an offset",
        "timestamp|2026-01-31T12:00:00|timestamp was \"2026-01-31T12:00:00\", allowed is ISO-8601",
        "actor_user_id|''|actor_user_id was empty, allowed are 1 to 512",
        "actor_tenant_id|t|actor_tenant_id was \"t\" without an actor_user_id beside it",
        "user_ids|''|user_ids was empty, allowed are 1 to 512",
        "producer|p|attribute was \"producer\", a key that every event has a meaning for",
      })
  void toEvent_withABadValue_namesKeyValueAndWhatIsAllowed(
      String key, String value, String message) {
    Map<String, String> values = new HashMap<>(Map.of("event_type", "x"));
    values.put(key, value);

    assertThatThrownBy(() -> MapConversion.toEvent(values))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void toEvent_withAListWhereOneTextBelongs_saysSo() {
    assertThatThrownBy(
            () -> MapConversion.toEvent(Map.of("event_type", "x", "actor_user_id", List.of("u"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("actor_user_id was a java.util.")
        .hasMessageEndingWith("allowed is one text");
  }

  @Test
  void toEvent_withAListThatHoldsItself_saysThatItIsTooDeep() {
    List<Object> endless = new ArrayList<>();
    endless.add(endless);

    assertThatThrownBy(() -> MapConversion.toEvent(Map.of("event_type", "x", "attribute", endless)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nested deeper than 16 levels");
  }

  @Test
  void toEvent_withAnAttributeAsDeepAsAllowed_takesIt() {
    Object nested = "leaf";
    for (int depth = 0; depth < 16; depth++) {
      nested = new ArrayList<>(Arrays.asList(nested));
    }
    Object deep = nested;

    assertThat(MapConversion.toEvent(Map.of("event_type", "x", "deep", deep)).attributes())
        .containsEntry("deep", deep);
  }

  @Test
  void toEvent_withoutAType_saysSo() {
    assertThatThrownBy(() -> MapConversion.toEvent(Collections.emptyMap()))
        .hasMessage("event_type was missing");
  }
}
