package io.audittrail.benchmarks.ingest;

import io.audittrail.benchmarks.Extent;
import io.audittrail.benchmarks.Part;
import io.audittrail.benchmarks.peer.IngestPeers;
import io.audittrail.benchmarks.process.RunningCollector;
import io.audittrail.benchmarks.report.Findings;
import io.audittrail.benchmarks.report.Measure;
import io.audittrail.benchmarks.report.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a collector takes in over HTTP and has on the disk when it acknowledges, with its producers
 * on the same processors; and what of it the disk holds in the end.
 */
public final class IngestPart implements Part {
  private static final String OURS = "collector, 4 connections × 1,000";
  private static final double MIB = 1024 * 1024;

  private final LoadedStore store;

  /** Makes a part that fills a store, which it leaves for others. */
  public IngestPart(LoadedStore store) {
    this.store = store;
  }

  /** Returns how many events a store has in an extent. */
  public static long events(Extent extent) {
    return extent.choose(500_000, 4_000_000, 10_000_000);
  }

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public String title() {
    return "What a collector takes in, over HTTP and to the disk, beside its producers";
  }

  @Override
  public void measure(Extent extent, Findings findings) throws Exception {
    LoadPlan plan = LoadPlan.of(events(extent));
    Map<String, Double> peers = IngestPeers.measure((int) plan.events(), findings);
    try (RunningCollector collector = RunningCollector.start(store.data())) {
      LoadResult result = load(collector, plan, peers, findings);
      store.filled(plan, result.rate());
      int rate = (int) result.rate() / 2;
      LoadPlan half = store.more((long) rate * extent.choose(3, 20, 60), rate);
      halfRate(LoadProcess.run(collector, half), findings);
      collector.awaitIndex();
      IdleCollector.measure(collector, store, findings);
      long peak = collector.figures().peakBytes();
      findings.add(
          Measure.of("memory of the process, -Xmx256m, at most", "MiB")
              .ours("collector", peak / MIB));
      storage(collector.stop(), store.sent(), findings);
    }
  }

  private static LoadResult load(
      RunningCollector collector, LoadPlan plan, Map<String, Double> peers, Findings findings)
      throws IOException, InterruptedException {
    Duration before = collector.figures().cpu();
    LoadResult result = LoadProcess.run(collector, plan);
    long acknowledged = System.nanoTime();
    collector.awaitIndex();
    double behind = (System.nanoTime() - acknowledged) / 1e9;
    double cpuMicros = collector.figures().cpu().minus(before).toNanos() / 1e3 / result.events();
    acknowledged(result, peers, findings);
    findings.add(
        Measure.of("acknowledged and in the index", "events/s")
            .ours(OURS, result.events() / (result.seconds() + behind), Target.atLeast(100_000)));
    findings.add(Measure.of("the index caught up after", "s").ours("collector", behind));
    List<Double> tenths = result.tenths();
    findings.add(
        Measure.of("last tenth against second tenth", "×")
            .ours("collector", tenths.get(tenths.size() - 1) / tenths.get(1), Target.atLeast(0.9)));
    findings.add(
        Measure.of("processor time, index included", "µs/event").ours("collector", cpuMicros));
    findings.add(
        Measure.of("processor time of the producers", "µs/event")
            .ours("producers", result.cpuMicros()));
    findings.add(
        Measure.of("acknowledged within, at full rate", "ms")
            .ours("p50", result.millis50())
            .ours("p99", result.millis99())
            .ours("max", result.millisMax()));
    return result;
  }

  private static void acknowledged(
      LoadResult result, Map<String, Double> peers, Findings findings) {
    Measure measure =
        Measure.of("taken in, %,d events".formatted(result.events()), "events/s")
            .ours(OURS, result.rate(), Target.atLeast(250_000));
    for (Map.Entry<String, Double> peer : peers.entrySet()) {
      measure =
          peer.getKey().equals(IngestPeers.REFERENCE)
              ? measure.peer(peer.getKey(), peer.getValue(), Target.atMost(4))
              : measure.peer(peer.getKey(), peer.getValue());
    }
    findings.add(measure);
  }

  private static void halfRate(LoadResult result, Findings findings) {
    findings.add(
        Measure.of("acknowledged within, at half of the rate", "ms")
            .ours("p50", result.millis50())
            .ours("p99", result.millis99(), Target.atMost(50))
            .ours("max", result.millisMax()));
    findings.note("Half of the rate: %,.0f events/s.".formatted(result.rate()));
  }

  private void storage(long written, long events, Findings findings) throws IOException {
    double kept = store.bytes("events.db");
    double index = store.bytes("index.db");
    findings.add(
        Measure.of("events.db", "bytes/event")
            .ours("collector", kept / events, Target.atMost(130)));
    findings.add(
        Measure.of("events.db and index.db", "bytes/event")
            .ours("collector", (kept + index) / events, Target.atMost(180)));
    findings.add(
        Measure.of("written to the disk", "bytes/byte kept")
            .ours("collector", written / (kept + index), Target.atMost(4)));
  }
}
