package io.audittrail.collector.cli.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.audittrail.collector.client.body.EventBody;
import io.audittrail.collector.client.body.JsonBytes;
import io.audittrail.collector.wire.MalformedBodyException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventLineTest {
  private static final String EVENT = "{\"event_id\":\"a\"}";
  private static final String BODY = "{\"audit_events\":[" + EVENT + "]}";

  private static @Nullable EventBody find(String line) {
    return EventLine.find(line.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertFound(String line) {
    EventBody body = find(line);
    assertThat(body).isNotNull();
    assertThat(body.events()).hasSize(1);
    assertThat(JsonBytes.text(body.events().get(0).json())).isEqualTo(EVENT);
  }

  @Test
  void body_isFoundWhateverStandsAround() {
    assertFound(BODY);
    assertFound("  " + BODY + "  \r");
    assertFound("2021-01-01 12:00:00,123 [main] INFO a.b.C - " + BODY);
    assertFound("{ctx} {\"x\":1} {\"a\" b} } " + BODY + " {\"audit_events\":[1,2]} }");
    assertFound("{ \"users\": [], \"audit_events\": [ { \"event_id\" : \"a\" } ] }");
    assertFound("{\"sequence\":1,\"audit_events\":[" + EVENT + "]}");
    assertFound("{\"wrapped\":" + BODY + "}");
    assertFound("{\"level\":\"INFO\",\"message\":\"" + BODY.replace("\"", "\\\"") + "\"}");
    assertFound("data: " + BODY);
  }

  @Test
  void noise_hasNone() {
    assertThat(find("")).isNull();
    assertThat(find("{")).isNull();
    assertThat(find("{{{{\"\"")).isNull();
    assertThat(find("no \"audit_events\" here")).isNull();
    assertThat(find("{\"event_id\":\"a\"}")).isNull();
    assertThat(find("{\"x\":{\"audit_events_count\":1}}")).isNull();
    assertThat(find("INFO sent \"{\\\"audit_events\\\":[]}\"")).isNull();
    assertThat(find("exported 7 events, \"exported\": 7")).isNull();
  }

  @Test
  void brokenBody_isRefusedWithItsPlace() {
    assertThatThrownBy(() -> find("x {\"audit_events\":[{\"event_id\":\"a"))
        .isInstanceOf(MalformedBodyException.class)
        .hasMessageContaining("line 1, column");
    assertThatThrownBy(() -> find("{\"audit_events\":1}"))
        .isInstanceOf(MalformedBodyException.class)
        .hasMessageContaining("audit_events was no array");
    assertThatThrownBy(() -> find("{\"audit_events\":[],\"audit_events\":[]}"))
        .isInstanceOf(MalformedBodyException.class);
  }

  @Test
  void endOfAnExport_isFound() {
    EventBody end = find("{\"status\":\"ok\",\"exported\":12}");
    assertThat(end).isNotNull();
    assertThat(end.exported()).isEqualTo(12);
    assertThat(end.hasEvents()).isFalse();
  }
}
