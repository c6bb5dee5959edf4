package io.audittrail.benchmarks.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.audittrail.benchmarks.process.HttpConnection;
import io.audittrail.benchmarks.report.Shares;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A process with producers that send events to a collector, each connection its next batch when the
 * last one was acknowledged, and that says at its end how long it took. The events happen in an
 * order of their own: each {@value #STEP_MICROS} µs one, from 2026 on, so that 10 million fill a
 * day.
 */
public final class Load {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final long STEP_MICROS = 8_640;

  static final String PATH = "/api/v1/audit_events";
  private static final int TENTHS = 10;
  private static final long BEGIN_MICROS = BEGIN.getEpochSecond() * 1_000_000;

  private final URI url;
  private final String token;
  private final LoadPlan plan;
  private final AtomicLong claimed = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger batches = new AtomicInteger();
  private final long[] latencies;
  private final long[] tenthNanos = new long[TENTHS];
  private long startNanos;

  private Load(URI url, String token, LoadPlan plan) {
    this.url = url;
    this.token = token;
    this.plan = plan;
    this.latencies = new long[Math.toIntExact((plan.events() + plan.batch() - 1) / plan.batch())];
  }

  /**
   * Takes the address of a collector, a token, and the numbers of a {@link LoadPlan} in their
   * order; prints a {@link LoadResult} as JSON.
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 2) {
      throw new IllegalArgumentException(
          "called with: URL TOKEN [FIRST [EVENTS [OF [CONNECTIONS [BATCH [RATE]]]]]]");
    }
    LoadPlan plan = LoadPlan.parse(Arrays.asList(arguments).subList(2, arguments.length));
    LoadResult result = new Load(URI.create(arguments[0]), arguments[1], plan).run();
    System.out.println(new ObjectMapper().writeValueAsString(result));
  }

  static long micros(long number) {
    return BEGIN_MICROS + number * STEP_MICROS;
  }

  /** Returns when the event of a number, from 0, happens. */
  public static Instant time(long number) {
    return BEGIN.plus(number * STEP_MICROS, ChronoUnit.MICROS);
  }

  private LoadResult run() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(plan.connections());
    Values[] values = new Values[plan.connections()];
    Arrays.setAll(values, i -> new Values(plan.of()));
    Duration before = cpu();
    startNanos = System.nanoTime();
    List<Future<?>> ends = new ArrayList<>();
    for (int i = 0; i < plan.connections(); i++) {
      int number = i;
      ends.add(
          threads.submit(
              () -> {
                send(number, values[number]);
                return null;
              }));
    }
    threads.shutdown();
    for (Future<?> end : ends) {
      end.get();
    }
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    return result(seconds, cpu().minus(before));
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private void send(int connection, Values values) throws IOException {
    String name = "load/%016x".formatted(startNanos * 31 + connection);
    Bodies bodies = new Bodies(values, name);
    long sequence = 1;
    long after = micros(plan.first());
    try (HttpConnection producer = new HttpConnection(url, token)) {
      for (long from = claim(); from < plan.events(); from = claim()) {
        int events = (int) Math.min(plan.batch(), plan.events() - from);
        long number = plan.first() + from;
        long until = micros(number + events);
        bodies.make(events, number, sequence, new Bodies.Span(after, until));
        long start = waitUntilDue(from);
        producer.post(PATH, bodies.body(), bodies.length());
        took(events, System.nanoTime() - start);
        requireStored(events, producer.answer());
        bytes.addAndGet(bodies.length());
        sequence += events;
        after = until;
      }
    }
  }

  private static void requireStored(int events, String answer) throws IOException {
    if (!answer.contains("\"stored\":" + events + ",") || !answer.contains("\"rejected\":[]")) {
      throw new IOException("the answer to " + events + " events was " + answer);
    }
  }

  private long claim() {
    return claimed.getAndAdd(plan.batch());
  }

  /** Returns now, or when the batch was due if that is past: who is late has made it wait. */
  private long waitUntilDue(long from) {
    long now = System.nanoTime();
    if (plan.rate() == 0) {
      return now;
    }
    long due = startNanos + (long) (from * 1e9 / plan.rate());
    if (due <= now) {
      return due;
    }
    for (long left = due - now; left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return System.nanoTime();
  }

  private void took(int events, long nanos) {
    latencies[batches.getAndIncrement()] = nanos;
    long after = acknowledged.addAndGet(events);
    long tenth = after * TENTHS / plan.events();
    if (tenth != (after - events) * TENTHS / plan.events()) {
      tenthNanos[(int) tenth - 1] = System.nanoTime() - startNanos;
      System.err.printf("%,12d events after %6.2f s%n", after, tenthNanos[(int) tenth - 1] / 1e9);
    }
  }

  /** Leaves out the first tenth, in which the producers still warm up. */
  private double latency(double share) {
    long[] counted = Arrays.copyOfRange(latencies, latencies.length / TENTHS, latencies.length);
    return Shares.millis(counted, share);
  }

  private LoadResult result(double seconds, Duration cpu) {
    List<Double> tenths = new ArrayList<>();
    for (int i = 0; i < TENTHS; i++) {
      long nanos = tenthNanos[i] - (i == 0 ? 0 : tenthNanos[i - 1]);
      tenths.add(plan.events() / (double) TENTHS / nanos * 1e9);
    }
    return new LoadResult(
        plan.events(),
        seconds,
        tenths,
        latency(0.5),
        latency(0.99),
        latency(1),
        cpu.toNanos() / 1e3 / plan.events(),
        bytes.get());
  }
}
