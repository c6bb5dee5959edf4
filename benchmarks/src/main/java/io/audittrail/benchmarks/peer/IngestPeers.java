package io.audittrail.benchmarks.peer;

import io.audittrail.benchmarks.process.TemporaryDirectory;
import io.audittrail.benchmarks.report.Findings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Those that are compared with a collector. */
public final class IngestPeers {
  /** The name of the peer that is the reference of what is possible. */
  public static final String REFERENCE = "SQLite in C, 1,000 a transaction";

  private static final List<IngestPeer> PEERS =
      List.of(
          new SqliteInC(),
          new SqliteJdbc(),
          new Log4jJdbc(),
          new Log4jHttp(),
          new PostgresqlInserts());

  private IngestPeers() {}

  /**
   * Measures all that are installed.
   *
   * @return how many events a second each took in, by name
   */
  public static Map<String, Double> measure(int events, Findings findings) throws Exception {
    Map<String, Double> rates = new LinkedHashMap<>();
    for (IngestPeer peer : PEERS) {
      try (TemporaryDirectory directory = new TemporaryDirectory()) {
        rates.put(peer.name(), peer.rate(peer.share(events), directory.path()));
      } catch (IngestPeer.MissingException missing) {
        findings.note(peer.name() + " is left out: " + missing.getMessage());
      }
    }
    findings.note(
        "Apache Log4j Audit is left out: two parents of log4j-audit-api 1.0.1 are in no registry.");
    return rates;
  }
}
