package io.audittrail.collector.ingest;

/**
 * Hears of ingest requests that were answered with 200, on the threads that answer them: whatever
 * it does must be short. Implementations are safe for use by any thread.
 */
@FunctionalInterface
public interface IngestListener {
  /**
   * Called once for each request, when what it brought is on the disk.
   *
   * @param events how many events the request had, those that were rejected included
   * @param bytes how long its body was, decompressed
   * @param invalid how many events were rejected before they came to the store
   */
  void answered(int events, int bytes, int invalid);
}
