package io.audittrail.collector.query.count;

import com.fasterxml.jackson.core.JsonGenerator;
import io.audittrail.collector.store.EventCount;
import io.audittrail.collector.wire.WireTime;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes what was counted. */
record CountAnswer(CountRequest request, EventCount count) {
  private static final long MICROS_PER_SECOND = 1_000_000;

  /** Writes the counts as members of an object that is open. */
  void write(JsonGenerator json) throws IOException {
    json.writeNumberField("total", count.total());
    Long seconds = request.bucketSeconds();
    if (seconds != null) {
      json.writeArrayFieldStart("buckets");
      for (Map.Entry<Long, Long> bucket : count.buckets().entrySet()) {
        long start = bucket.getKey() * seconds;
        json.writeStartObject();
        json.writeStringField("timestamp", WireTime.shown(start * MICROS_PER_SECOND));
        json.writeNumberField("count", bucket.getValue());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    if (request.by() != null) {
      writeGroups(json);
    }
  }

  private void writeGroups(JsonGenerator json) throws IOException {
    Map<String, Long> groups = count.groups();
    List<Map.Entry<String, Long>> listed =
        groups.entrySet().stream()
            .sorted(
                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(request.top())
            .toList();
    long all = groups.values().stream().mapToLong(Long::longValue).sum();
    json.writeArrayFieldStart("groups");
    for (Map.Entry<String, Long> group : listed) {
      json.writeStartObject();
      json.writeStringField("id", group.getKey());
      json.writeNumberField("count", group.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("other_groups", groups.size() - listed.size());
    json.writeNumberField("other", all - listed.stream().mapToLong(Map.Entry::getValue).sum());
    json.writeNumberField("none", count.none());
  }
}
