package io.audittrail.wire;

import static io.audittrail.catalogue.DocumentedEventType.GET_DATASET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.event.AuditEvent;
import io.audittrail.event.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class IngestBodyTest {
  private final EventEncoder encoder = new EventEncoder(EventEncoder.UNKNOWN_ACTOR);

  @Test
  void body_ofNoRecord_isAnEmptyList() {
    assertThat(new String(IngestBody.of(List.of()), UTF_8)).isEqualTo("{\"audit_events\":[]}");
  }

  @Test
  void body_ofOneRecord_isTheTextOfItsEvent() {
    AuditEvent event =
        AuditEvent.of(GET_DATASET).actor("jo", "acme").dataset("d", "n", "t", "p").build();

    assertThat(new String(IngestBody.of(List.of(encoder.encode(event))), UTF_8))
        .isEqualTo(event.toString())
        .contains("\"datasets\":[{");
  }

  @Test
  void body_ofManyRecords_hasEventsInOrderAndEachDescriptionOnce() throws IOException {
    RandomEvents random = new RandomEvents(42);
    List<AuditEvent> events = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      events.add(
          i % 2 == 0
              ? random.next()
              : AuditEvent.of(GET_DATASET).dataset("d" + i % 10, "n", "t", "p").build());
    }
    JsonNode body = new ObjectMapper().readTree(body(events.toArray(AuditEvent[]::new)));

    assertThat(body.get("audit_events"))
        .extracting(event -> event.get("event_id").asText())
        .containsExactlyElementsOf(events.stream().map(AuditEvent::id).toList());
    for (ResourceKind kind : ResourceKind.described()) {
      JsonNode table = body.get(kind.table().orElseThrow());
      assertThat(table).isNotEmpty().doesNotHaveDuplicates();
      assertThat(table).hasSize(distinctDescriptions(events, kind));
    }
  }

  @Test
  void description_thatComesBack_isTheLastOne() throws IOException {
    Resource before = Resource.dataset("d", "before", null, null);
    Resource after = Resource.dataset("d", "after", null, null);
    JsonNode body = new ObjectMapper().readTree(body(of(before), of(after), of(before)));

    assertThat(body.get("datasets"))
        .extracting(entry -> entry.get("name").asText())
        .containsExactly("after", "before");
  }

  @Test
  void record_cutAnywhere_isRefused() {
    byte[] record = encoder.encode(of(Resource.dataset("d", "n", "t", "p")));
    int eventEnd = Integer.BYTES + IngestBody.eventOf(record).getBytes(UTF_8).length;

    for (int length = 0; length < record.length; length++) {
      byte[] cut = Arrays.copyOf(record, length);
      if (length == eventEnd) {
        continue; // the same event without its description
      }
      assertThatIllegalArgumentException()
          .as("%d of %d bytes", length, record.length)
          .isThrownBy(() -> IngestBody.of(List.of(record, cut)))
          .withMessageMatching(
              "record of " + length + " bytes is cut short or damaged: the length at byte \\d+ .*");
    }
  }

  @Test
  void record_withADamagedLengthOrKind_isRefused() {
    byte[] record = encoder.encode(of(Resource.tenant("t", "n")));
    int kindAt = Integer.BYTES + IngestBody.eventOf(record).getBytes(UTF_8).length;
    byte[] negative = record.clone();
    negative[0] = -1;
    byte[] tooLong = record.clone();
    tooLong[0] = 0x7F;

    for (byte[] damaged : List.of(negative, tooLong)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> IngestBody.eventOf(damaged))
          .withMessageStartingWith("record of " + record.length + " bytes is cut short or damaged");
    }
    for (int kind : new int[] {-1, 6, 7, 127}) {
      byte[] damaged = record.clone();
      damaged[kindAt] = (byte) kind;
      assertThatIllegalArgumentException()
          .isThrownBy(() -> IngestBody.of(List.of(damaged)))
          .withMessage(
              "record of %d bytes describes kind %d at byte %d, allowed are 0 to 5"
                  .formatted(record.length, kind, kindAt));
    }
  }

  @Test
  void record_namesKindsByNumbersThatStay() {
    byte[] record = encoder.encode(of(Resource.stream("t", "n", "t", "d")));
    int kindAt = Integer.BYTES + IngestBody.eventOf(record).getBytes(UTF_8).length;

    assertThat(record[kindAt]).isEqualTo((byte) 5);
    assertThat(ResourceKind.values())
        .as("records outlive a release in a spool on disk")
        .containsExactly(
            ResourceKind.USER,
            ResourceKind.TENANT,
            ResourceKind.PROJECT,
            ResourceKind.DATASET,
            ResourceKind.SOURCE,
            ResourceKind.STREAM,
            ResourceKind.APPLICATION);
  }

  private static AuditEvent of(Resource described) {
    return AuditEvent.of(GET_DATASET).describe(described).build();
  }

  private byte[] body(AuditEvent... events) {
    return IngestBody.of(Arrays.stream(events).map(encoder::encode).toList());
  }

  /** Counted as text, because halves of surrogate pairs all become the same character. */
  private static int distinctDescriptions(List<AuditEvent> events, ResourceKind kind) {
    return (int)
        events.stream()
            .flatMap(event -> event.descriptions().stream())
            .filter(resource -> resource.kind() == kind)
            .map(
                resource -> {
                  JsonBuffer buffer = new JsonBuffer(100);
                  DescriptionEncoder.write(resource, buffer);
                  return new String(buffer.toByteArray(), UTF_8);
                })
            .distinct()
            .count();
  }

  @Test
  void of_numbered_putsProducerAndNumberIntoEachEvent() {
    List<byte[]> records = List.of(record("a"), record("b"));

    String body = new String(IngestBody.of(records, new Numbering("o/1", 9, false)), UTF_8);

    assertThat(body)
        .contains("\"k\":\"a\",\"producer\":\"o/1\",\"producer_sequence\":9},{")
        .contains("\"k\":\"b\",\"producer\":\"o/1\",\"producer_sequence\":10}]")
        .doesNotContain("producers");
    assertThat(body.length())
        .isLessThanOrEqualTo(
            new String(IngestBody.of(records), UTF_8).length()
                + 2 * IngestBody.bytesOfNumber("o/1"));
  }

  @Test
  void of_closed_saysTheLastNumber() {
    assertThat(new String(IngestBody.of(List.of(), new Numbering("o/1", 3, true)), UTF_8))
        .isEqualTo(
            "{\"audit_events\":[],\"producers\":[{\"producer\":\"o/1\",\"last_sequence\":2}]}");
    assertThat(
            new String(IngestBody.of(List.of(record("a")), new Numbering("o/1", 3, true)), UTF_8))
        .endsWith("\"producers\":[{\"producer\":\"o/1\",\"last_sequence\":3}]}");
  }

  private static byte[] record(String value) {
    return new EventEncoder(EventEncoder.UNKNOWN_ACTOR)
        .encode(AuditEvent.of(GET_DATASET).attribute("k", value).build());
  }
}
