package io.audittrail.collector;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.RunningCollector.QUERY;
import static io.audittrail.collector.RunningCollector.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.access.Permission;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The filters and the order of a query, over HTTP. */
class FilterIT {
  @TempDir static Path data;
  private static RunningCollector collector;
  private static String token;

  @BeforeAll
  static void fill() throws Exception {
    collector = RunningCollector.start(data);
    token = collector.token((String) null, Permission.ADMIN);
    collector.ingest(
        token,
        body(
            event("a", "login_success", "ann", "acme", "'user_ids':['ann']"),
            event("b", "authentication_failed_totp", "bob", "acme", "'user_ids':['bob']"),
            event("c", "trigger_create", "ann", "bcme", "'dataset_ids':['d1','d2']"),
            event("d", "trigger_delete", "eve", "bcme", "'trigger_ids':['t1'],'n':1.50"),
            event("e", "our_own", "eve", "acme", "'project_ids':['p1'],'tenant_ids':['bcme']"),
            event("f", "email_get", "ann", "acme", "'source_ids':['s1'],'o':{'x':'Needle'}"),
            event("g", "model_trained", "bot", "acme", "'application_id':'app','message':'v2'")));
  }

  @AfterAll
  static void stop() throws Exception {
    collector.close();
  }

  private static String event(String id, String type, String user, String tenant, String more) {
    return """
        {'event_id':'%s','event_type':'%s','occurred_at':'2021-06-10T00:00:0%dZ',\
        'actor_user_id':'%s','actor_tenant_id':'%s',%s}"""
        .formatted(id, type, id.length() > 1 ? 9 : id.charAt(0) - 'a', user, tenant, more)
        .replace('\'', '"');
  }

  /** A query of the time in which no query was recorded and no event is fresh. */
  private static String query(int limit, String filter, String continuation) {
    String all = "'timestamp':{'maximum':'2021-06-10T00:00:09Z'}";
    return "{'limit':%d,'continuation':%s,'filter':{%s%s}}"
        .formatted(limit, continuation, all, filter.isEmpty() ? "" : "," + filter)
        .replace('\'', '"');
  }

  private static String ids(JsonNode page) {
    StringBuilder ids = new StringBuilder();
    page.path("audit_events").forEach(event -> ids.append(event.path("event_id").asText()));
    return ids.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'event_types':['trigger_create','our_own'] | ce",
        "'event_types':['nothing'] | ``",
        "'categories':['stream'] | cd",
        "'categories':['own','application'] | eg",
        "'outcome':'failure' | b",
        "'outcome':'success' | acdefg",
        "'categories':['authentication'],'outcome':'success' | a",
        "'actor_user_ids':['ann','bot'] | acfg",
        "'actor_tenant_ids':['bcme'] | cd",
        "'user_ids':['bob'] | b",
        "'tenant_ids':['bcme'] | e",
        "'project_ids':['p1'] | e",
        "'dataset_ids':['d2','d3'] | c",
        "'source_ids':['s1'] | f",
        "'trigger_ids':['t1'] | d",
        "'applications':['app'] | g",
        "'attributes':{'n':1.5} | d",
        "'attributes':{'o':{'x':'Needle'}} | f",
        "'text':'needle' | f",
        "'text':'V2' | g",
        "'order':'descending' | gfedcba",
        "'actor_user_ids':['ann'],'order':'descending' | fca",
        "'actor_user_ids':['ann'],'dataset_ids':['d1'],'text':null | c",
      })
  void query_withAFilter_hasWhatMatchesOnEveryPageSize(String filter, String expected) {
    for (int limit : new int[] {1, 2, 100}) {
      StringBuilder walked = new StringBuilder();
      String continuation = "null";
      do {
        JsonNode page = collector.query(token, query(limit, filter, continuation));
        walked.append(ids(page));
        continuation = page.path("continuation").toString();
      } while (!continuation.isEmpty());
      assertThat(walked.toString()).isEqualTo(expected);
    }
  }

  @Test
  void query_ofABoundToken_filtersWhatItsTenantMaySee() {
    String bound = collector.token("bcme", Permission.ADMIN);
    assertThat(ids(collector.query(bound, query(10, "'order':'descending'", "null"))))
        .isEqualTo("edc");
    assertThat(ids(collector.query(bound, query(10, "'actor_user_ids':['ann','eve']", "null"))))
        .isEqualTo("cde");
    assertThat(ids(collector.query(bound, query(10, "'actor_tenant_ids':['acme']", "null"))))
        .isEqualTo("e");
    assertThat(ids(collector.query(bound, query(10, "'applications':['app']", "null")))).isEmpty();
  }

  @Test
  void continuation_withAnotherFilterOrOrder_isRefused() {
    String filter = "'actor_user_ids':['ann','eve']";
    String continuation =
        collector.query(token, query(1, filter, "null")).path("continuation").toString();
    for (String other : List.of("", "'actor_user_ids':['ann']", filter + ",'order':'descending'")) {
      assertThat(refused(collector.post(QUERY, token, query(1, other, continuation)), 400))
          .startsWith("continuation was made for another filter or order");
    }
    for (String same :
        List.of(
            "'actor_user_ids':['eve','ann','eve']", filter + ",'order':'ascending','text':null")) {
      assertThat(ids(collector.query(token, query(1, same, continuation)))).isEqualTo("c");
    }
  }

  @Test
  void query_thatIsRecorded_showsTheWholeFilter() {
    String reader = collector.token("recorder", Permission.ADMIN);
    collector.query(
        reader, query(3, "'order':'descending','text':'x','user_ids':['b','a']", "null"));
    // A record is stored with the next commit; this one is not before it.
    collector.ingest(token, body(event("b0", "our_own", "u", "fresh", "'user_ids':[]")));
    JsonNode event =
        collector
            .query(reader, "{\"filter\":{\"event_types\":[\"audit_event_query\"]}}")
            .path("audit_events")
            .path(0);
    assertThat(event.path("filter").toString())
        .isEqualTo(
            """
            {'order':'descending','text':'x','timestamp':{'maximum':'2021-06-10T00:00:09Z'},\
            'user_ids':['a','b']}"""
                .replace('\'', '"'));
  }

  @Test
  void query_afterEachAcknowledgement_hasTheEvent() {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String user = "fresh-" + i;
      collector.ingest(
          token, body(event("a" + i, "our_own", user, "fresh", "'user_ids':['" + user + "']")));
      String filter = "'actor_user_ids':['" + user + "'],'order':'descending'";
      if (!ids(collector.query(token, query(5, filter, "null").replace(":09Z", ":10Z")))
          .equals("a" + i)) {
        missing.add(user);
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void query_withAFilterThatIsNotKnown_isRefusedByName() {
    assertThat(refused(collector.post(QUERY, token, query(1, "'users':['a']", "null")), 400))
        .startsWith("filter had the unknown key \"users\", allowed are timestamp, event_types");
    assertThat(refused(collector.post(QUERY, token, query(1, "'user_ids':'a'", "null")), 400))
        .startsWith("filter.user_ids was \"a\", allowed is an array");
  }
}
