package io.audittrail.benchmarks.query;

import io.audittrail.benchmarks.Extent;
import io.audittrail.benchmarks.Part;
import io.audittrail.benchmarks.ingest.IngestPart;
import io.audittrail.benchmarks.ingest.Load;
import io.audittrail.benchmarks.ingest.LoadPlan;
import io.audittrail.benchmarks.ingest.LoadProcess;
import io.audittrail.benchmarks.ingest.LoadedStore;
import io.audittrail.benchmarks.ingest.Special;
import io.audittrail.benchmarks.process.RunningCollector;
import io.audittrail.benchmarks.query.Questioner.Patience;
import io.audittrail.benchmarks.report.Findings;
import io.audittrail.benchmarks.report.Measure;
import io.audittrail.benchmarks.report.Shares;
import io.audittrail.benchmarks.report.Target;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

/** What pages and counts take over HTTP, each question's own record included. */
public final class QueryPart implements Part {
  private static final int PAGE = 128;
  private static final int LARGEST_PAGE = 1_000;

  private final LoadedStore store;
  private final SplittableRandom random = new SplittableRandom(1);

  /** Makes a part that asks a store, and fills it before if nobody has. */
  public QueryPart(LoadedStore store) {
    this.store = store;
  }

  @Override
  public String name() {
    return "query";
  }

  @Override
  public String title() {
    return "What a collector's answers take, over HTTP with one connection";
  }

  @Override
  public void measure(Extent extent, Findings findings) throws Exception {
    store.fill(IngestPart.events(extent));
    Patience each = new Patience(extent.choose(150, 1_000, 2_000), extent.choose(1, 3, 5));
    try (RunningCollector collector = RunningCollector.start(store.data());
        Questioner questioner = new Questioner(collector)) {
      collector.awaitIndex();
      Patience many = new Patience(extent.choose(2_000, 10_000, 20_000), extent.choose(2, 10, 20));
      questioner.pages(many, () -> page(anywhere()));
      byTime("by time", questioner.pages(many, () -> page(anywhere())), 0.6, findings);
      for (Special special : Special.values()) {
        bySpecial(special, questioner, each, findings);
      }
      walk(questioner, each, findings);
      for (String bucket : List.of("hour", "minute")) {
        count(bucket, questioner, new Patience(100, extent.choose(1, 5, 10)), findings);
      }
      int rate = store.rate() / 2;
      LoadPlan half = store.more((long) rate * extent.choose(4, 20, 60), rate);
      try (LoadProcess load = LoadProcess.start(collector, half)) {
        Patience meanwhile = new Patience(Integer.MAX_VALUE / 64, extent.choose(3, 18, 55));
        byTime(
            "by time, ingest at half of its rate",
            questioner.pages(meanwhile, () -> page(anywhere())),
            5,
            findings);
        load.await();
      }
    }
  }

  private void byTime(String what, long[] nanos, double most99, Findings findings) {
    Measure measure = Measure.of("page of 128 " + what, "ms");
    double p50 = Shares.millis(nanos, 0.5);
    measure = most99 < 1 ? measure.ours("p50", p50, Target.atMost(0.25)) : measure.ours("p50", p50);
    findings.add(measure.ours("p99", Shares.millis(nanos, 0.99), Target.atMost(most99)));
  }

  private void bySpecial(
      Special special, Questioner questioner, Patience patience, Findings findings)
      throws IOException {
    String all = String.join("\",\"", special.all());
    Measure measure = Measure.of("page of 128 by " + special.key() + ", p99", "ms");
    for (Asked asked :
        List.of(
            new Asked("in 1 event", special.once(), false),
            new Asked("in 100 events", special.hundred(), false),
            new Asked("in 1 of 10", special.tenth(), true),
            new Asked(special.all().size() + " values, in all", all, true))) {
      String condition = "\"" + special.key() + "\":[\"" + asked.values() + "\"]";
      long[] nanos =
          questioner.pages(
              patience, () -> page(condition + (asked.anywhere() ? "," + anywhere() : "")));
      measure = measure.ours(asked.what(), Shares.millis(nanos, 0.99), Target.atMost(2));
    }
    findings.add(measure);
  }

  /**
   * What is asked for.
   *
   * @param anywhere whether each page begins somewhere else in time
   */
  private record Asked(String what, String values, boolean anywhere) {}

  private void walk(Questioner questioner, Patience patience, Findings findings)
      throws IOException {
    double first = Shares.millis(questioner.pages(patience, () -> page("")), 0.5);
    questioner.page("{\"limit\":" + LARGEST_PAGE + ",\"filter\":{}}");
    long pages = store.events() * 9 / 10 / LARGEST_PAGE;
    for (long i = 1; i < pages; i++) {
      questioner.page(next(LARGEST_PAGE, questioner.continuation()));
    }
    String far = next(PAGE, questioner.continuation());
    double last = Shares.millis(questioner.pages(patience, () -> far), 0.5);
    findings.add(
        Measure.of("page of a walk, p50", "ms")
            .ours("page 1", first)
            .peer("page %,d".formatted(pages * LARGEST_PAGE / PAGE), last, Target.atMost(1.2)));
  }

  private void count(String bucket, Questioner questioner, Patience patience, Findings findings)
      throws IOException {
    String body = "{\"bucket\":\"" + bucket + "\"," + filter(window()) + "}";
    questioner.counts(patience, body);
    long[] nanos = questioner.counts(patience, body);
    findings.add(
        Measure.of("count of everything by " + bucket, "ms")
            .ours("p50", Shares.millis(nanos, 0.5), Target.atMost(100))
            .ours("max", Shares.millis(nanos, 1)));
  }

  private static String filter(String conditions) {
    return "\"filter\":{" + conditions + "}";
  }

  private static String page(String conditions) {
    return "{\"limit\":" + PAGE + "," + filter(conditions) + "}";
  }

  private static String next(int limit, String continuation) {
    return "{\"limit\":%d,\"filter\":{},\"continuation\":\"%s\"}".formatted(limit, continuation);
  }

  /** A begin in time behind which there is at least a page. */
  private String anywhere() {
    long number = random.nextLong(store.events() - 2 * LARGEST_PAGE);
    return "\"timestamp\":{\"minimum\":\"" + Load.time(number) + "\"}";
  }

  /** All of the load; behind it lie the records of questions. */
  private static String window() {
    return "\"timestamp\":{\"minimum\":\"" + Load.time(0) + "\"}";
  }
}
