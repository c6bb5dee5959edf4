package io.audittrail.benchmarks.ingest;

import io.audittrail.benchmarks.process.HttpConnection;
import io.audittrail.benchmarks.process.RunningCollector;
import io.audittrail.benchmarks.report.DiskSync;
import io.audittrail.benchmarks.report.Findings;
import io.audittrail.benchmarks.report.Measure;
import io.audittrail.benchmarks.report.Shares;
import io.audittrail.benchmarks.report.Target;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * How soon one event is acknowledged while nothing else happens, and what of that a sync of the
 * disk and an exchange over HTTP take, one after the other with pauses between.
 */
final class IdleCollector {
  private static final int TIMES = 100;
  private static final int PAUSE_MILLIS = 5;

  private final long[] event = new long[TIMES];
  private final long[] exchange = new long[TIMES];
  private final long[] sync = new long[TIMES];

  private IdleCollector() {}

  static void measure(RunningCollector collector, LoadedStore store, Findings findings)
      throws IOException, InterruptedException {
    IdleCollector idle = new IdleCollector();
    // The first round warms up, and is forgotten.
    idle.ask(collector, store.more(TIMES, 0));
    idle.ask(collector, store.more(TIMES, 0));
    double p50 = Shares.millis(idle.event, 0.5);
    double sync50 = Shares.millis(idle.sync, 0.5);
    double exchange50 = Shares.millis(idle.exchange, 0.5);
    findings.add(
        Measure.of("one event, idle, acknowledged within", "ms")
            .ours("p50", p50)
            .ours("p99", Shares.millis(idle.event, 0.99))
            .peer("16 KiB written and synced, p50", sync50)
            .peer("an exchange that stores nothing, p50", exchange50));
    findings.add(
        Measure.of("one event, idle, p50", "syncs")
            .ours("collector", p50 / sync50, Target.atMost(1.5))
            .ours("without the exchange", (p50 - exchange50) / sync50));
  }

  private void ask(RunningCollector collector, LoadPlan plan)
      throws IOException, InterruptedException {
    Bodies bodies = new Bodies(new Values(plan.of()), "idle/" + plan.first());
    try (HttpConnection connection = new HttpConnection(collector.url(), collector.token());
        DiskSync disk = new DiskSync()) {
      for (int i = 0; i < TIMES; i++) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        sync[i] = disk.nanos();
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        long start = System.nanoTime();
        connection.get("/healthz");
        exchange[i] = System.nanoTime() - start;
        long micros = Load.micros(plan.first() + i);
        bodies.make(1, plan.first() + i, i + 1, new Bodies.Span(micros, micros));
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        start = System.nanoTime();
        connection.post(Load.PATH, bodies.body(), bodies.length());
        event[i] = System.nanoTime() - start;
      }
    }
  }
}
