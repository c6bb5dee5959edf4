package io.audittrail.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.collector.EventJson;
import io.audittrail.collector.Jar;
import io.audittrail.collector.RunningCollector;
import io.audittrail.collector.access.Permission;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code collector gaps} against a running collector. */
class GapsCommandIT {
  private static final String SINCE = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z";

  @TempDir Path data;

  private static String event(String id, String producer, int number) {
    return EventJson.event(
        id,
        "2026-01-01T00:00:00Z",
        "\"producer\":\"%s\",\"producer_sequence\":%d".formatted(producer, number));
  }

  private static String body(String end, String... events) {
    return EventJson.body(events).replaceFirst("}$", ",\"producers\":[" + end + "]}");
  }

  @Test
  void gaps_ofNothing_endsWith0_andOfSomethingWith6() throws Exception {
    try (RunningCollector collector = RunningCollector.start(data)) {
      String admin = collector.token((String) null, Permission.ADMIN);
      Auditor auditor = Auditor.of(collector.address().toString(), admin);
      collector.ingest(admin, body("", event("a", "orders/7f3a", 1)));
      Jar.Run nothing = auditor.run("gaps");
      assertThat(nothing.code()).isZero();
      assertThat(nothing.output()).isEmpty();
      assertThat(nothing.errors()).isEqualTo("collector: no number is missing\n");

      String end = "{\"producer\":\"orders/7f3a\",\"last_sequence\":2300}";
      collector.ingest(admin, body(end, event("b", "orders/7f3a", 2299)));
      String tenant = collector.token("t", Permission.ADMIN);
      collector.ingest(tenant, body("", event("c", "billing/1", 2)));

      Jar.Run table = auditor.run("gaps");
      assertThat(table.code()).isEqualTo(6);
      assertThat(table.errors()).isEqualTo("collector: 2,299 missing, of 2 producers\n");
      assertThat(table.output().lines().toList())
          .satisfiesExactly(
              line ->
                  assertThat(line)
                      .matches("billing/1 \\(tenant t\\): 1 of 2 so far missing since " + SINCE),
              line ->
                  assertThat(line).matches("orders/7f3a: 2–2,298 of 2,300 missing since " + SINCE),
              line ->
                  assertThat(line).matches("orders/7f3a: 2,300 of 2,300 missing since " + SINCE));
      Jar.Run json = auditor.run("gaps", "-o", "json");
      assertThat(json.code()).isEqualTo(6);
      assertThat(RunningCollector.json(json.output().lines().toList().get(1)).path("missing"))
          .hasToString("2298");
      assertThat(auditor.run("gaps", "-o", "csv").output())
          .startsWith("producer,tenant_id,first,last,missing,of,closed,since\r\n")
          .contains("\r\nbilling/1,t,1,1,1,2,false,")
          .contains("\r\norders/7f3a,,2,2298,2297,2300,true,");
    }
  }
}
