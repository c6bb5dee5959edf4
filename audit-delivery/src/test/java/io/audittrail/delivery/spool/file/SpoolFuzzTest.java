package io.audittrail.delivery.spool.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lets Jazzer look for bytes in files of a spool that break a promise, guided by what they reach in
 * the code.
 *
 * <p>The system property {@code fuzz.seconds} says for how long. What it finds is repeated by a run
 * of the fuzzer with the input that it prints.
 */
@Tag("long")
class SpoolFuzzTest {
  private static final String FUZZER = "com.code_intelligence.jazzer.Jazzer";

  @TempDir Path directory;

  /** The fuzzer is native code, of which there is a part for each system. */
  @BeforeEach
  void requireASystemThatItRunsOn() {
    assumeThat(System.getProperty("os.name") + " " + System.getProperty("os.arch"))
        .as("the fuzzer's library is there for")
        .isIn("Linux amd64", "Mac OS X aarch64", "Mac OS X x86_64");
  }

  @Test
  void adopt_bytesThatAFuzzerMakes_loseNoRecordAndThrowNothing() throws Exception {
    int seconds = Integer.getInteger("fuzz.seconds", 1);
    Path said = directory.resolve("said");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Djava.io.tmpdir=" + Files.createDirectory(directory.resolve("tmp")),
            "-cp",
            System.getProperty("java.class.path"),
            FUZZER,
            "--target_class=" + SpoolFuzzer.class.getName(),
            "--instrumentation_includes=io.audittrail.delivery.spool.**",
            "-max_total_time=" + seconds,
            "-max_len=20000",
            "-timeout=60");
    Process fuzzer =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();

    assertThat(fuzzer.waitFor(seconds + 120L, TimeUnit.SECONDS)).isTrue();

    String output = Files.readString(said);
    assertThat(fuzzer.exitValue()).as(output).isZero();
    assertThat(output).containsPattern("Done [0-9]+ runs");
  }
}
