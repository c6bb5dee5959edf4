package io.audittrail.collector.client.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.audittrail.collector.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a collector says about a producer.
 *
 * @param json what it says, as JSON on one line
 * @param name the producer
 * @param tenant the tenant whose tokens wrote its events; empty for tokens without one
 * @param closed whether its end is known
 * @param known the highest number that is known to have been given
 * @param missing how many numbers are missing
 * @param gaps the first ranges of missing numbers
 */
public record ProducerBody(
    String json,
    String name,
    String tenant,
    boolean closed,
    long known,
    long missing,
    List<Gap> gaps) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /**
   * Missing numbers.
   *
   * @param since the time as the collector shows it
   */
  public record Gap(long first, long last, String since) {}

  /**
   * A page of producers.
   *
   * @param next after which producer the next page begins; null if there is none
   */
  public record Page(List<ProducerBody> producers, @Nullable String next) {}

  /**
   * Reads an answer.
   *
   * @throws io.audittrail.collector.wire.MalformedBodyException if it is none
   */
  public static Page read(byte[] body) {
    JsonNode page =
        WireJson.read(
            body,
            parser -> {
              JsonNode root = MAPPER.readTree(parser);
              if (!root.path("producers").isArray()) {
                throw WireJson.malformed(parser, "producers was missing, required is an array");
              }
              return root;
            });
    List<ProducerBody> producers = new ArrayList<>();
    page.path("producers").forEach(node -> producers.add(of(node)));
    return new Page(producers, page.path("next").textValue());
  }

  private static ProducerBody of(JsonNode node) {
    List<Gap> gaps = new ArrayList<>();
    for (JsonNode gap : node.path("missing_ranges")) {
      gaps.add(
          new Gap(
              gap.path("first").asLong(), gap.path("last").asLong(), gap.path("since").asText()));
    }
    return new ProducerBody(
        node.toString(),
        node.path("producer").asText(),
        node.path("tenant_id").asText(""),
        node.path("closed").asBoolean(),
        Math.max(node.path("last_seen_sequence").asLong(), node.path("last_sequence").asLong()),
        node.path("missing").asLong(),
        gaps);
  }
}
