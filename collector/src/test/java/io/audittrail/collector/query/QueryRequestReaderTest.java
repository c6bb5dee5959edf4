package io.audittrail.collector.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.query.filter.QueryFilter;
import io.audittrail.collector.store.EventFilter;
import io.audittrail.collector.store.EventTypes;
import io.audittrail.collector.store.Order;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryRequestReaderTest {
  private static QueryFilter read(String filter) {
    String body = "{\"filter\":" + filter.replace('\'', '"') + "}";
    return QueryRequestReader.read(body.getBytes(StandardCharsets.UTF_8)).filter();
  }

  @Test
  void read_ofEveryKey_isTheFilter() {
    QueryFilter filter =
        read(
            """
            {'event_types':['b','a','b'],'actor_user_ids':['u'],'actor_tenant_ids':['t'],
             'user_ids':['1'],'tenant_ids':['2'],'project_ids':['3'],'dataset_ids':['4'],
             'source_ids':['5'],'trigger_ids':['6'],'applications':['7'],
             'attributes':{'n':1.0,'o':{'b':[null],'a':'x'}},'text':'T','order':'descending'}
            """);

    assertThat(filter.events())
        .isEqualTo(
            EventFilter.builder()
                .types(EventTypes.of(Set.of("a", "b")))
                .actorUsers(Set.of("u"))
                .actorTenants(Set.of("t"))
                .ids(ResourceKind.USER, Set.of("1"))
                .ids(ResourceKind.TENANT, Set.of("2"))
                .ids(ResourceKind.PROJECT, Set.of("3"))
                .ids(ResourceKind.DATASET, Set.of("4"))
                .ids(ResourceKind.SOURCE, Set.of("5"))
                .ids(ResourceKind.STREAM, Set.of("6"))
                .ids(ResourceKind.APPLICATION, Set.of("7"))
                .attribute("n", "1")
                .attribute("o", "{\"a\":\"x\",\"b\":[null]}")
                .text("T")
                .build());
    assertThat(filter.order()).isEqualTo(Order.DESCENDING);
    assertThat(filter.json())
        .isEqualTo(
            """
            {'actor_tenant_ids':['t'],'actor_user_ids':['u'],'applications':['7'],\
            'attributes':{'n':1,'o':{'a':'x','b':[null]}},'dataset_ids':['4'],\
            'event_types':['a','b'],'order':'descending','project_ids':['3'],'source_ids':['5'],\
            'tenant_ids':['2'],'text':'T','trigger_ids':['6'],'user_ids':['1']}"""
                .replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'event_types':['a','b']} | {'event_types':['b','a','b'],'text':null}",
        "{} | {'order':'ascending','timestamp':{}}",
        "{'attributes':{'a':1,'b':{'x':1,'y':[2]}}} | {'attributes':{'b':{'y':[2e0],'x':10e-1},'a':1.00}}",
        "{'attributes':{'a':'b'}} | {'attributes':{'\\u0061':'\\u0062'}}",
      })
  void read_ofWhatMeansTheSame_hasTheSameDigest(String one, String other) {
    assertThat(read(one).digest()).isEqualTo(read(other).digest());
    assertThat(read(one).events()).isEqualTo(read(other).events());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'user_ids':['a']} | {'actor_user_ids':['a']}",
        "{'attributes':{'a':1}} | {'attributes':{'a':'1'}}",
        "{'attributes':{'a':[1,2]}} | {'attributes':{'a':[2,1]}}",
        "{} | {'order':'descending'}",
        "{'text':'a'} | {'text':'A'}",
      })
  void read_ofWhatMeansSomethingElse_hasAnotherDigest(String one, String other) {
    assertThat(read(one).digest()).isNotEqualTo(read(other).digest());
  }

  @Test
  void read_ofOutcomesAndCategories_isTheTypesOfTheCatalogue() {
    EventTypes failures = read("{'outcome':'failure'}").events().types();
    assertThat(failures.listed()).isTrue();
    assertThat(failures.names())
        .contains("authentication_failed_totp")
        .doesNotContain("login_success");
    EventTypes successes = read("{'outcome':'success'}").events().types();
    assertThat(successes.contains("login_success")).isTrue();
    assertThat(successes.contains("our_own_type")).isTrue();
    assertThat(successes.contains("authentication_failed_totp")).isFalse();

    EventTypes streams = read("{'categories':['stream']}").events().types();
    assertThat(streams.names()).contains("trigger_create").hasSize(10);
    EventTypes own = read("{'categories':['own','stream']}").events().types();
    assertThat(own.contains("our_own_type")).isTrue();
    assertThat(own.contains("trigger_create")).isTrue();
    assertThat(own.contains("login_success")).isFalse();

    EventTypes all =
        read("{'event_types':['login_success','authentication_failed_totp','x'],"
                + "'categories':['authentication'],'outcome':'failure'}")
            .events()
            .types();
    assertThat(all).isEqualTo(EventTypes.of(Set.of("authentication_failed_totp")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'event_type':['a']} | filter had the unknown key \"event_type\", allowed are timestamp, event_types",
        "[] | filter was an array, allowed is an object",
        "{'event_types':'a'} | filter.event_types was \"a\", allowed is an array of 1 to 1000",
        "{'event_types':[]} | filter.event_types had 0 values, allowed is an array of 1 to 1000",
        "{'event_types':['a','b c']} | filter.event_types[1] was \"b c\", allowed is [A-Za-z0-9_.-]{1,64}",
        "{'actor_user_ids':[7]} | filter.actor_user_ids[0] was 7, allowed is a string of 1 to 512 characters",
        "{'user_ids':[null]} | filter.user_ids[0] was null, allowed is a string",
        "{'user_ids':[['a']]} | filter.user_ids[0] was an array, allowed is a string",
        "{'applications':['']} | filter.applications[0] was \"\", allowed is a string",
        "{'categories':['streams']} | filter.categories[0] was \"streams\", allowed is one of alert, annotation",
        "{'outcome':'failed'} | filter.outcome was \"failed\", allowed is failure or success",
        "{'outcome':['failure']} | filter.outcome was an array, allowed is failure or success",
        "{'order':'desc'} | filter.order was \"desc\", allowed is ascending or descending",
        "{'text':''} | filter.text was \"\", allowed is a string of 1 to 512",
        "{'text':'\\ud800'} | filter.text was \"\\ud800\", allowed is a string of 1 to 512",
        "{'user_ids':['\\ud800']} | filter had half of a surrogate pair",
        "{'attributes':{}} | filter.attributes was empty",
        "{'attributes':[]} | filter.attributes was an array, allowed is an object",
        "{'attributes':{'':1}} | filter.attributes had the key \"\"",
        "{'attributes':{'a':[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]}} | nested deeper than 14 levels",
        "{'timestamp':{'min':1}} | filter.timestamp had the unknown key \"min\", allowed are minimum and maximum",
      })
  void read_ofWhatIsNotAllowed_isRefused(String filter, String message) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> read(filter))
        .withMessageContaining(message);
  }

  @Test
  void read_ofTooMuch_isRefused() {
    String many = "'a',".repeat(1_000) + "'b'";
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> read("{'user_ids':[" + many + "]}"))
        .withMessageContaining("filter.user_ids had 1001 values");
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> read("{'attributes':{'a':'" + "x".repeat(65_536) + "'}}"))
        .withMessageContaining("allowed are at most 65536");
  }
}
