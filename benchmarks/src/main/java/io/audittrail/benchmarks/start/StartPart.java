package io.audittrail.benchmarks.start;

import io.audittrail.benchmarks.Extent;
import io.audittrail.benchmarks.Part;
import io.audittrail.benchmarks.ingest.IngestPart;
import io.audittrail.benchmarks.ingest.LoadPlan;
import io.audittrail.benchmarks.ingest.LoadProcess;
import io.audittrail.benchmarks.ingest.LoadedStore;
import io.audittrail.benchmarks.process.Launcher;
import io.audittrail.benchmarks.process.RunningCollector;
import io.audittrail.benchmarks.report.Findings;
import io.audittrail.benchmarks.report.Measure;
import io.audittrail.benchmarks.report.Shares;
import io.audittrail.benchmarks.report.Target;
import java.util.concurrent.TimeUnit;

/** From the command to the first time that a collector says it is ready, after {@code kill -9}. */
public final class StartPart implements Part {
  private final LoadedStore store;

  /** Makes a part that starts with a store, and fills it before if nobody has. */
  public StartPart(LoadedStore store) {
    this.store = store;
  }

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String title() {
    return "What a collector takes to start, killed under load before";
  }

  @Override
  public void measure(Extent extent, Findings findings) throws Exception {
    store.fill(IngestPart.events(extent));
    Measure measure = Measure.of("ready, %,d events".formatted(store.events()), "ms");
    for (Launcher launcher : Launcher.values()) {
      launcher.prepare(store.data());
      long[] nanos = new long[extent.choose(1, 7, 15)];
      for (int i = 0; i < nanos.length; i++) {
        killUnderLoad();
        try (RunningCollector collector = RunningCollector.start(store.data(), launcher)) {
          nanos[i] = collector.readyNanos();
        }
      }
      measure = measure.ours(launcher + ", p50", Shares.millis(nanos, 0.5), Target.atMost(1_000));
    }
    findings.add(measure);
  }

  private void killUnderLoad() throws Exception {
    int rate = Math.max(2, store.rate() / 2);
    LoadPlan plan = store.more(rate, rate);
    try (RunningCollector collector = RunningCollector.start(store.data());
        LoadProcess load = LoadProcess.startSilently(collector, plan)) {
      TimeUnit.MILLISECONDS.sleep(900);
      collector.kill();
    }
  }
}
