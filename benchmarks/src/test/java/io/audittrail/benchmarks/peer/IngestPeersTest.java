package io.audittrail.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.benchmarks.report.Findings;
import io.audittrail.benchmarks.report.Machine;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestPeersTest {
  private static final Machine MACHINE = new Machine("", 1, "", "", 1);

  @Test
  void measure_ofFewEvents_hasARateOrANoteForEach() throws Exception {
    Findings findings = new Findings("ingest", "", "quick", MACHINE);
    Map<String, Double> rates = IngestPeers.measure(20_000, findings);
    assertThat(rates.values()).hasSizeGreaterThanOrEqualTo(3).allMatch(rate -> rate > 0);
    int whoIsNeverThere = 1;
    assertThat(rates.size() + findings.result().notes().size()).isEqualTo(5 + whoIsNeverThere);
  }
}
