package io.audittrail.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/guarantees.md promises nothing without a proof, and names no proof that is not there. */
class GuaranteesDocumentTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z][0-9]+) \\|");
  private static final Pattern PROOF = Pattern.compile("`([A-Z]\\w+(?:Test|IT))\\.(\\w+)`");
  private static final Pattern PARENT = Pattern.compile("class \\w+ extends (\\w+)");

  private static String promises;
  private static String proofs;
  private static Map<String, String> tests;

  @BeforeAll
  static void read() throws IOException {
    String document = Files.readString(ROOT.resolve("docs/guarantees.md"));
    int proofsFrom = document.indexOf("\n## The proofs\n");
    assertThat(proofsFrom).isPositive();
    promises = document.substring(0, proofsFrom);
    proofs = document.substring(proofsFrom);
    tests = new HashMap<>();
    try (Stream<Path> files = Files.walk(ROOT, 20)) {
      for (Path file : files.filter(GuaranteesDocumentTest::isTest).toList()) {
        tests.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
      }
    }
  }

  private static boolean isTest(Path file) {
    return file.toString().contains("/src/test/java/") && file.toString().endsWith(".java");
  }

  private static List<String> all(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Test
  void everyPromise_hasAProof() {
    assertThat(all(ROW, promises)).hasSizeGreaterThan(40).doesNotHaveDuplicates();
    assertThat(all(ROW, proofs)).isEqualTo(all(ROW, promises));
    for (String line : proofs.lines().filter(line -> line.contains(" | `")).toList()) {
      assertThat(line).containsPattern(PROOF);
    }
  }

  @Test
  void everyProof_isATestThatIsThere() {
    List<String> missing = new ArrayList<>();
    Matcher proof = PROOF.matcher(proofs);
    int count = 0;
    while (proof.find()) {
      count++;
      if (!has(proof.group(1), proof.group(2))) {
        missing.add(proof.group());
      }
    }
    assertThat(count).isGreaterThan(60);
    assertThat(missing).isEmpty();
  }

  /** Returns whether a class, or one that it extends, has a test by a name. */
  private static boolean has(String type, String method) {
    String source = tests.get(type);
    if (source == null) {
      return false;
    }
    if (source.contains("void " + method + "(")) {
      return true;
    }
    return all(PARENT, source).stream().anyMatch(parent -> has(parent, method));
  }
}
