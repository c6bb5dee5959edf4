package io.audittrail.collector.cli;

import static io.audittrail.collector.EventJson.body;
import static io.audittrail.collector.EventJson.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.audittrail.collector.Jar;
import io.audittrail.collector.RunningCollector;
import io.audittrail.collector.access.Permission;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code collector query} and {@code collector count}, on one store. */
class QueryCommandIT {
  private static final int MANY = 10_000;

  @TempDir static Path data;
  @TempDir Path temp;
  private static RunningCollector collector;
  private static Auditor auditor;

  @BeforeAll
  static void fill() throws Exception {
    collector = RunningCollector.start(data);
    String writer = collector.token((String) null, Permission.AUDIT_WRITE);
    auditor =
        Auditor.of(
            collector.address().toString(), collector.token((String) null, Permission.AUDIT_READ));
    List<String> many = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      Instant time = Instant.parse("2021-01-01T00:00:00Z").plusSeconds(i);
      many.add(event("many-" + i, time.toString(), "\"dataset_ids\":[\"d" + i % 10 + "\"]"));
    }
    collector.ingest(writer, body(many.toArray(String[]::new)));
    String nasty = "\"message\":\"\\u001b[31mred\\nforged row\\u202e\\u2028\"";
    collector.ingest(
        writer,
        "{\"audit_events\":["
            + event(
                "nasty", "2022-01-01T00:00:00.000001Z", nasty, "\"exact\":1.50,\"who\":\"\u00e9\"")
            + "],\"users\":[{\"id\":\"u\",\"display_name\":\"=cmd|'/C calc'!A0\"}]}");
  }

  @AfterAll
  static void stop() throws Exception {
    collector.close();
  }

  private static Jar.Run done(String... arguments) throws Exception {
    Jar.Run run = auditor.run(arguments);
    assertThat(run.code()).as(run.errors()).isZero();
    return run;
  }

  @Test
  void query_ofAll_walksToTheEndInBothOrders() throws Exception {
    String[] window = {"-m", "2021-01-01", "-M", "2021-02-01", "-o", "json", "--all"};
    List<String> lines =
        done(concat(window, "query", "--order", "ascending")).output().lines().toList();
    assertThat(lines).hasSize(MANY);
    assertThat(lines.stream().map(QueryCommandIT::id).distinct()).hasSize(MANY);
    assertThat(id(lines.get(0))).isEqualTo("many-0");

    List<String> back =
        done(concat(window, "query", "--order", "descending")).output().lines().toList();
    assertThat(back.stream().map(QueryCommandIT::id).toList())
        .isEqualTo(
            IntStream.iterate(MANY - 1, i -> i >= 0, i -> i - 1)
                .mapToObj(i -> "many-" + i)
                .toList());
  }

  private static String[] concat(String[] more, String... first) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static String id(String line) {
    return RunningCollector.json(line).at("/audit_events/0/event_id").asText();
  }

  @Test
  void query_byDefault_showsAHundredAndSaysThatThereIsMore() throws Exception {
    Jar.Run run = done("query", "-M", "2021-02-01");
    assertThat(run.output()).hasLineCount(101).startsWith("TIME  ");
    assertThat(run.errors()).contains("--limit", "--all").hasLineCount(1);

    Jar.Run exact = done("query", "-m", "2021-12-01", "-M", "2022-02-01", "--limit", "1");
    assertThat(exact.output()).hasLineCount(2);
    assertThat(exact.errors()).isEmpty();

    assertThat(done("query", "-M", "2021-02-01", "--limit", "2500", "-o", "csv").output())
        .hasLineCount(2_501);
  }

  @Test
  void table_ofControlCharacters_showsThemAndKeepsOneRow() throws Exception {
    Jar.Run run = done("query", "-m", "2021-12-01", "-M", "2022-02-01");
    assertThat(run.output()).hasLineCount(2).doesNotContain("\u001b", "\u202e", "\u2028");
    assertThat(run.output())
        .contains("2022-01-01T00:00:00.000001Z", "get_datasets", "=cmd|'/C calc'!A0 (u)")
        .contains("\\u001b[31mred\\nforged row", "exact=1.50");
    assertThat(done("query", "-m", "2021-12-01", "-M", "2022-02-01", "--width", "90").output())
        .hasLineCount(2)
        .satisfies(text -> assertThat(text.lines()).allMatch(line -> line.length() <= 90));
  }

  @Test
  void json_isAnIngestBodyInTheSpellingOfTheStore() throws Exception {
    String line = done("query", "-m", "2021-12-01", "-M", "2022-02-01", "-o", "json").output();
    assertThat(line).hasLineCount(1).contains("\"exact\":1.50");
    JsonNode json = RunningCollector.json(line);
    assertThat(json.at("/users/0/display_name").asText()).startsWith("=cmd");
    assertThat(json.at("/tenants/0/id").asText()).isEqualTo("t");
    assertThat(
            collector
                .ingest(collector.token((String) null, Permission.AUDIT_WRITE), line)
                .path("duplicates")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void arguments_inTheLocaleOfC_meanWhatTheyMeanElsewhere() throws Exception {
    assumeThat(System.getProperty("sun.jnu.encoding")).as("what we can say").isEqualTo("UTF-8");
    assertThat(auditor.inLocale("C").run("count", "--attribute", "who=\u00e9").output())
        .isEqualTo("total: 1\n");
  }

  @Test
  void csv_ofAFormula_isText() throws Exception {
    String csv = done("query", "-m", "2021-12-01", "-M", "2022-02-01", "-o", "csv").output();
    assertThat(csv)
        .contains("2022-01-01T00:00:00.000001+00:00", ",'=cmd|'/C calc'!A0,")
        .endsWith("\r\n");
    assertThat(csv).doesNotContain(",=cmd");
  }

  @Test
  void filters_meanWhatTheKeysOfAQueryMean() throws Exception {
    assertThat(done("count", "--dataset", "d3", "--dataset", "d4", "-o", "csv").output())
        .contains("total,," + MANY / 5);
    assertThat(done("count", "--attribute", "exact=1.5").output()).isEqualTo("total: 1\n");
    assertThat(done("count", "--attribute", "exact=\"1.5\"").output()).isEqualTo("total: 0\n");
    assertThat(done("count", "--text", "FORGED row").output()).isEqualTo("total: 1\n");
    assertThat(done("count", "--actor-user", "u", "--actor-tenant", "t").output())
        .isEqualTo("total: " + (MANY + 1) + "\n");
    assertThat(done("count", "--event-type", "login,get_datasets", "--outcome", "success").output())
        .isEqualTo("total: " + (MANY + 1) + "\n");
    assertThat(done("count", "--category", "dataset", "-m", "2021-06-01T00:00:00+02:00").output())
        .isEqualTo("total: 1\n");
    assertThat(done("count", "--user", "@nobody").output()).isEqualTo("total: 0\n");
  }

  @Test
  void count_showsBucketsAndGroups() throws Exception {
    Jar.Run run = done("count", "-M", "2021-02-01", "--bucket", "1h", "--by", "dataset");
    assertThat(run.output())
        .contains("2021-01-01T00:00:00Z   3600", "2021-01-01T02:00:00Z   2800")
        .containsPattern("DATASET +COUNT")
        .containsPattern("d3 +1000")
        .endsWith("total: 10000\n");
    assertThat(
            done("count", "-M", "2021-02-01", "--by", "dataset", "--top", "1", "-o", "csv")
                .output())
        .contains("kind,name,count\r\n", "group,d0,1000\r\n", "other,,9000\r\n");
    JsonNode json = RunningCollector.json(done("count", "-M", "2021-02-01", "-o", "json").output());
    assertThat(json.path("total").asInt()).isEqualTo(MANY);
  }

  @Test
  void query_whoseReaderHasEnough_endsQuietly() throws Exception {
    Path errors = Files.createFile(temp.resolve("errors"));
    Process process = auditor.start(errors, "query", "--all", "-o", "json");
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(reader.readLine()).startsWith("{\"audit_events\"");
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(Files.readString(errors)).isEmpty();
  }
}
