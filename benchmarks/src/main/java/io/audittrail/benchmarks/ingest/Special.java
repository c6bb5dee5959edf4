package io.audittrail.benchmarks.ingest;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** By what events are found, and the values of which a load says how many events have them. */
public enum Special {
  TYPE("event_types", Values.TYPES.size(), Values::type),
  ACTOR("actor_user_ids", Values.ACTORS, Values::actor),
  TENANT("actor_tenant_ids", Values.TENANTS, Values::tenant),
  DATASET("dataset_ids", Values.DATASETS, Values::dataset),
  PROJECT("project_ids", Values.PROJECTS, Values::project);

  /** A filter takes no more. */
  private static final int MOST_VALUES = 1_000;

  private final String key;
  private final int count;
  private final IntFunction<String> values;

  Special(String key, int count, IntFunction<String> values) {
    this.key = key;
    this.count = count;
    this.values = values;
  }

  /** Returns its key in a filter. */
  public String key() {
    return key;
  }

  /** Returns the value of one event. */
  public String once() {
    return values.apply(count + 1);
  }

  /** Returns the value of 100 events. */
  public String hundred() {
    return values.apply(count);
  }

  /** Returns the value of every tenth event. */
  public String tenth() {
    return values.apply(this == PROJECT ? 1 : 0);
  }

  /**
   * Returns the values of (nearly) all events; of actors and of datasets the first 1,000, which are
   * those of most.
   */
  public List<String> all() {
    return this == PROJECT
        ? List.of(values.apply(0))
        : IntStream.range(0, Math.min(count, MOST_VALUES)).mapToObj(values).toList();
  }
}
