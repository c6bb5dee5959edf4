package io.audittrail.collector.http;

import io.audittrail.collector.endpoint.Refusal;
import java.util.concurrent.atomic.AtomicLong;

/** Bounds the bytes of requests and answers that are in memory at one time. */
final class ByteBudget {
  private final long limit;
  private final AtomicLong taken = new AtomicLong();

  ByteBudget(long limit) {
    this.limit = limit;
  }

  /** A share that one request takes and gives back as a whole; not safe for several threads. */
  final class Share {
    private long bytes;

    /**
     * Takes more.
     *
     * @throws Refusal with 503 if there is no more
     */
    void take(long more) {
      if (taken.addAndGet(more) > limit) {
        taken.addAndGet(-more);
        throw new Refusal(503, "too many bytes of requests are being worked on");
      }
      bytes += more;
    }

    void giveBack() {
      taken.addAndGet(-bytes);
      bytes = 0;
    }
  }
}
