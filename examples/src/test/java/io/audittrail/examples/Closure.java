package io.audittrail.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Checks that an answer describes every id that it mentions (contract A: referential closure). */
final class Closure {
  private static final Map<String, String> TABLE_OF_LIST =
      Map.of(
          "user_ids", "users",
          "tenant_ids", "tenants",
          "project_ids", "projects",
          "dataset_ids", "datasets",
          "source_ids", "sources",
          "trigger_ids", "triggers");
  private static final Map<String, String> TABLE_OF_ID =
      Map.of(
          "actor_user_id", "users",
          "actor_tenant_id", "tenants",
          "tenant_id", "tenants",
          "project_id", "projects",
          "dataset_id", "datasets");

  private final JsonNode answer;

  private Closure(JsonNode answer) {
    this.answer = answer;
  }

  static void check(JsonNode answer) {
    Closure closure = new Closure(answer);
    answer.get("audit_events").forEach(closure::checkMentions);
    TABLE_OF_LIST.values().forEach(table -> answer.get(table).forEach(closure::checkMentions));
  }

  private void checkMentions(JsonNode entry) {
    TABLE_OF_ID.forEach((key, table) -> checkDescribed(table, entry.path(key)));
    TABLE_OF_LIST.forEach((key, table) -> entry.path(key).forEach(id -> checkDescribed(table, id)));
  }

  private void checkDescribed(String table, JsonNode id) {
    if (!id.asText().isEmpty()) {
      assertThat(ids(table)).as(table).contains(id.asText());
    }
  }

  private Set<String> ids(String table) {
    Set<String> ids = new HashSet<>();
    answer.get(table).forEach(entry -> ids.add(entry.get("id").asText()));
    return ids;
  }
}
