package io.audittrail.benchmarks.agent;

/** What the methods that are measured are called with; ids differ from one call to the next. */
final class Ids {
  private static final int IDS = 1_024;
  private static final String[] DATASETS = new String[IDS];
  private static final String[] FORMATS = {"parquet", "csv", "json", "avro"};

  static {
    for (int i = 0; i < IDS; i++) {
      DATASETS[i] = "%016x".formatted((IDS + i) * 0x9e3779b97f4a7c15L);
    }
  }

  private Ids() {}

  static String dataset(int number) {
    return DATASETS[number & IDS - 1];
  }

  static String format(int number) {
    return FORMATS[number & FORMATS.length - 1];
  }
}
