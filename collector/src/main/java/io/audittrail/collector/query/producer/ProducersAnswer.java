package io.audittrail.collector.query.producer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.audittrail.collector.store.producer.NumberRange;
import io.audittrail.collector.store.producer.ProducerPage;
import io.audittrail.collector.store.producer.ProducerState;
import io.audittrail.collector.wire.WireJson;
import io.audittrail.collector.wire.WireTime;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes a page of producers. */
record ProducersAnswer(ProducerPage page) implements WireJson.Writer {
  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("status", "ok");
    json.writeArrayFieldStart("producers");
    for (ProducerState producer : page.producers()) {
      write(json, producer);
    }
    json.writeEndArray();
    String next = page.next();
    if (next != null) {
      WireJson.writeText(json, "next", next);
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, ProducerState producer) throws IOException {
    ProducerState.Counts counts = producer.counts();
    boolean any = counts.seen() > 0;
    json.writeStartObject();
    WireJson.writeText(json, "producer", producer.producer());
    String writer = producer.writer();
    if (writer == null) {
      json.writeNullField("tenant_id");
    } else {
      WireJson.writeText(json, "tenant_id", writer);
    }
    number(json, "first_seen_sequence", any ? counts.first() : null);
    number(json, "last_seen_sequence", any ? counts.last() : null);
    json.writeNumberField("seen", counts.seen());
    json.writeNumberField("refused", counts.refused());
    json.writeNumberField("conflicts", counts.conflicts());
    json.writeBooleanField("closed", producer.end() != null);
    number(json, "last_sequence", producer.end());
    json.writeNumberField("missing", producer.missing());
    json.writeArrayFieldStart("missing_ranges");
    for (NumberRange gap : producer.gaps()) {
      json.writeStartObject();
      json.writeNumberField("first", gap.first());
      json.writeNumberField("last", gap.last());
      json.writeStringField("since", WireTime.exact(gap.sinceMicros()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("first_seen_at", WireTime.exact(producer.firstMicros()));
    json.writeStringField("last_seen_at", WireTime.exact(producer.lastMicros()));
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String key, @Nullable Long number)
      throws IOException {
    if (number == null) {
      json.writeNullField(key);
    } else {
      json.writeNumberField(key, number);
    }
  }
}
