package io.audittrail.benchmarks.peer;

import java.util.List;
import java.util.SplittableRandom;

/** Standard events as peers take them: as columns. Not safe for use by several threads. */
final class PeerEvents {
  static final List<String> COLUMNS =
      List.of(
          "event_id",
          "event_type",
          "actor_user_id",
          "actor_tenant_id",
          "dataset_id",
          "project_id",
          "other_project_id");

  private static final int IDS = 1_024;
  private static final String[] ACTORS = ids(1);
  private static final String[] DATASETS = ids(2);
  private static final String[] PROJECTS = ids(3);
  private static final long STEP_MICROS = 8_640;

  private final SplittableRandom random;
  private long number;

  PeerEvents(long seed) {
    random = new SplittableRandom(seed);
  }

  private static String[] ids(long kind) {
    String[] ids = new String[IDS];
    for (int i = 0; i < IDS; i++) {
      ids[i] = "%016x".formatted((kind * IDS + i) * 0x9e3779b97f4a7c15L);
    }
    return ids;
  }

  /** Goes to the next event, and returns its values in the order of the columns. */
  String[] next() {
    number++;
    int any = random.nextInt();
    return new String[] {
      Long.toHexString(random.nextLong() | Long.MIN_VALUE)
          + Long.toHexString(random.nextLong() | Long.MIN_VALUE),
      "get_datasets",
      ACTORS[any & IDS - 1],
      "8f14e45fceea167a",
      DATASETS[any >>> 10 & IDS - 1],
      PROJECTS[any >>> 20 & 15],
      PROJECTS[16 + (any >>> 24 & 15)]
    };
  }

  /** Returns when the event happened to which {@link #next} went, in microseconds since 1970. */
  long micros() {
    return 1_767_225_600_000_000L + number * STEP_MICROS;
  }

  /** Fills an array with what cannot be compressed. */
  void fill(byte[] bytes) {
    for (int i = 0; i + Long.BYTES <= bytes.length; i += Long.BYTES) {
      long bits = random.nextLong();
      for (int j = 0; j < Long.BYTES; j++) {
        bytes[i + j] = (byte) (bits >>> 8 * j);
      }
    }
  }
}
