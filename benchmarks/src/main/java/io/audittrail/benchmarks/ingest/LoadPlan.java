package io.audittrail.benchmarks.ingest;

import java.util.ArrayList;
import java.util.List;

/**
 * What a load sends.
 *
 * @param first the number of the first event: how many were sent before to the same store
 * @param events how many are sent
 * @param of how many events the values are spread over, see {@link Values}
 * @param connections each is a producer of its own
 * @param batch events of a body
 * @param rate events a second that are due; 0 for as many as are acknowledged
 */
public record LoadPlan(long first, long events, long of, int connections, int batch, int rate) {
  /** Makes a plan for a new store: batches of 1,000 by 4 connections, as fast as it goes. */
  public static LoadPlan of(long events) {
    return new LoadPlan(0, events, events, 4, 1_000, 0);
  }

  /** Returns a plan for more events with values that are there already, at a rate. */
  public LoadPlan more(long count, int eventsPerSecond) {
    return new LoadPlan(first + events, count, of, connections, batch, eventsPerSecond);
  }

  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    for (long number : new long[] {first, events, of, connections, batch, rate}) {
      arguments.add(Long.toString(number));
    }
    return arguments;
  }

  /** Reads what {@link #arguments} wrote; what is missing at the end is as in {@link #of(long)}. */
  static LoadPlan parse(List<String> arguments) {
    long[] numbers = {0, 1_000_000, 0, 4, 1_000, 0};
    for (int i = 0; i < arguments.size(); i++) {
      numbers[i] = Long.parseLong(arguments.get(i));
    }
    long of = numbers[2] == 0 ? numbers[1] : numbers[2];
    return new LoadPlan(
        numbers[0], numbers[1], of, (int) numbers[3], (int) numbers[4], (int) numbers[5]);
  }
}
