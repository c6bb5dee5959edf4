package io.audittrail.collector.http;

/** The bounds of the server, which {@code docs/api.md} lists. */
final class HttpLimits {
  /** The request line and all headers. */
  static final int MAX_HEADER_BYTES = 16 * 1024;

  /** Connections at one time; more wait to be accepted. */
  static final int MAX_CONNECTIONS = 1_000;

  static final int MAX_THREADS = 64;

  /** Silence on a connection. */
  static final long IDLE_MILLIS = 30_000;

  /** From the end of one request, or of the handshake, to the end of the headers of the next. */
  static final long HEAD_MILLIS = 30_000;

  /** From the headers of a request to the last byte of its body. */
  static final long BODY_MILLIS = 60_000;

  /** From the first byte of an answer to its last. */
  static final long ANSWER_MILLIS = 120_000;

  /**
   * How much of the body of a refused request is read and forgotten, so that the answer arrives.
   */
  static final long MAX_DRAINED_BYTES = 32L * 1024 * 1024;

  static final long DRAIN_MILLIS = 5_000;

  /** How long a stop waits for requests that are being answered. */
  static final long STOP_MILLIS = 10_000;

  private static final long MIN_BUDGET_BYTES = 16L * 1024 * 1024;
  private static final long MAX_BUDGET_BYTES = 256L * 1024 * 1024;

  private HttpLimits() {}

  /** The bytes of requests and answers in memory: an eighth of the heap, within bounds. */
  static long budgetBytes() {
    long share = Runtime.getRuntime().maxMemory() / 8;
    return Math.max(MIN_BUDGET_BYTES, Math.min(MAX_BUDGET_BYTES, share));
  }
}
