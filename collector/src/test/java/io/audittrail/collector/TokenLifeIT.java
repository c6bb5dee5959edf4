package io.audittrail.collector;

import static io.audittrail.collector.RunningCollector.INGEST;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that expire and are replaced, from the command line to the answer. */
class TokenLifeIT {
  private static final String NOTHING = "{\"audit_events\":[]}";

  @TempDir Path temp;

  private Jar.Run token(String command, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("token", command, "--data", temp.toString()));
    arguments.addAll(List.of(more));
    return Jar.run(arguments.toArray(String[]::new));
  }

  private Jar.Run create(String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--name", "ops", "--permission", "admin"));
    arguments.addAll(List.of(more));
    return token("create", arguments.toArray(String[]::new));
  }

  @Test
  void rotate_whileServing_letsTheOldTokenLiveForTheOverlapOnly() throws Exception {
    try (RunningCollector collector = RunningCollector.start(temp)) {
      String first = create("--expires-in", "90d").output().strip();
      Jar.Run rotated = token("rotate", "ops");
      assertThat(rotated.errors()).isEmpty();
      assertThat(rotated.output()).matches("at_[A-Za-z0-9_.-]{20,}\\R");
      String second = rotated.output().strip();
      assertThat(collector.post(INGEST, first, NOTHING).statusCode()).isEqualTo(200);
      assertThat(collector.post(INGEST, second, NOTHING).statusCode()).isEqualTo(200);
      String third = token("rotate", "ops", "--overlap", "0s").output().strip();
      assertThat(RunningCollector.refused(collector.post(INGEST, second, NOTHING), 401))
          .isEqualTo("the token has expired");
      assertThat(collector.post(INGEST, third, NOTHING).statusCode()).isEqualTo(200);
      assertThat(collector.post(INGEST, first, NOTHING).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void list_showsWhenTokensExpire() throws Exception {
    assertThat(create("--expires-at", "2100-01-31T01:00:00+01:00").code()).isZero();
    assertThat(token("create", "--name", "b", "--permission", "admin").code()).isZero();
    assertThat(token("list").output().lines())
        .hasSize(3)
        .anyMatch(line -> line.contains("\tops\t") && line.endsWith("\t2100-01-31T00:00:00Z"))
        .anyMatch(line -> line.contains("\tb\t") && line.endsWith("\t-"));
  }

  @Test
  void badTimesAndNames_areRefusedWithOneLine() throws Exception {
    assertThat(create("--expires-in", "90").errors()).contains("--expires-in", "'90'", "90d");
    assertThat(create("--expires-in", "0s").errors()).contains("still to come");
    assertThat(create("--expires-at", "2001-01-01T00:00:00Z").errors())
        .contains("2001-01-01T00:00:00Z")
        .hasLineCount(1);
    assertThat(create("--expires-in", "1d", "--expires-at", "2100-01-01T00:00:00Z").code())
        .isEqualTo(2);
    assertThat(token("list").output()).hasLineCount(1);
    Jar.Run none = token("rotate", "none");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.errors()).contains("\"none\"").hasLineCount(1);
  }
}
