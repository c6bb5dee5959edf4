package io.audittrail.collector.query.count;

import com.fasterxml.jackson.core.JsonGenerator;
import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.store.EventRecord;
import io.audittrail.collector.wire.WireTime;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts events: in all, in buckets of shown time, and in groups. */
final class Tally {
  /** The most buckets that are not empty. */
  static final int MAX_BUCKETS = 10_000;

  /** The most groups that are told apart, however few are listed. */
  static final int MAX_GROUPS = 100_000;

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long HALF_SECOND_MICROS = 500_000;

  private final CountRequest request;
  private final Map<Long, Long> buckets = new TreeMap<>();
  private final Map<String, Long> groups = new HashMap<>();
  private long total;
  private long none;

  Tally(CountRequest request) {
    this.request = request;
  }

  /**
   * Counts an event.
   *
   * @throws Refusal with 400 if there are too many buckets or groups
   */
  void add(EventRecord event) {
    total++;
    Long length = request.bucketSeconds();
    if (length != null) {
      long shown = Math.floorDiv(event.occurredAtMicros() + HALF_SECOND_MICROS, MICROS_PER_SECOND);
      buckets.merge(Math.floorDiv(shown, length) * length, 1L, Long::sum);
      require(buckets.size() <= MAX_BUCKETS, MAX_BUCKETS + " buckets: choose longer ones");
    }
    CountBy by = request.by();
    if (by != null) {
      Set<String> names = by.groups().apply(event);
      names.forEach(name -> groups.merge(name, 1L, Long::sum));
      none += names.isEmpty() ? 1 : 0;
      require(groups.size() <= MAX_GROUPS, MAX_GROUPS + " groups: narrow the filter");
    }
  }

  private static void require(boolean holds, String bound) {
    if (!holds) {
      throw new Refusal(400, "there are more than " + bound);
    }
  }

  long total() {
    return total;
  }

  /** Writes the counts as members of an object that is open. */
  void write(JsonGenerator json) throws IOException {
    json.writeNumberField("total", total);
    if (request.bucketSeconds() != null) {
      json.writeArrayFieldStart("buckets");
      for (Map.Entry<Long, Long> bucket : buckets.entrySet()) {
        json.writeStartObject();
        json.writeStringField("timestamp", WireTime.shown(bucket.getKey() * MICROS_PER_SECOND));
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
    json.writeNumberField("none", none);
  }
}
