package io.audittrail.delivery.send;

import io.audittrail.delivery.send.Acknowledgement.Rejection;
import io.audittrail.delivery.spool.Batch;
import io.audittrail.delivery.spool.SpoolGate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Delivers batches: posts each, whole or in pieces, as often as it takes, until every record in it
 * is acknowledged or set aside.
 */
final class Courier {
  /** How often a wait looks whether what it waits for has changed. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final SpoolGate gate;
  private final SendObserver observer;
  private final HttpTransport transport;
  private final SendSettings settings;
  private final BearerToken token;
  private final Backoff backoff;
  private final BatchSize size;
  private final Outage outage;

  Courier(SpoolGate gate, SendObserver observer, HttpTransport transport, SendSettings settings) {
    this.gate = gate;
    this.observer = observer;
    this.transport = transport;
    this.settings = settings;
    this.token = settings.endpoint().token();
    this.backoff = new Backoff(settings.delays(), new SplittableRandom());
    this.size = new BatchSize(settings.batches());
    this.outage = new Outage(settings.endpoint().uri(), observer);
  }

  int maxEvents() {
    return size.maxEvents();
  }

  int maxBytes() {
    return size.maxBytes();
  }

  /**
   * Delivers a batch; returns when nothing of it is left to deliver.
   *
   * @throws InterruptedException if the thread is interrupted; what is not settled stays spooled
   */
  void deliver(Batch batch) throws InterruptedException {
    int done = 0;
    int pieceSize = batch.size();
    while (done < batch.size()) {
      int end = Math.min(batch.size(), done + pieceSize);
      List<byte[]> piece = batch.records().subList(done, end);
      refreshToken();
      observer.sent(piece.size());
      Reply reply = transport.post(piece);
      if (settles(reply, piece)) {
        gate.acknowledge(batch.start() + end);
        done = end;
        pieceSize = piece.size() * 2;
      } else {
        pieceSize = sizeAfter(reply, piece);
        pauseAfter(reply);
      }
    }
  }

  /** Returns whether the reply is the last word on each record of the piece. */
  private boolean settles(Reply reply, List<byte[]> piece) {
    switch (reply.kind()) {
      case ACKNOWLEDGED -> {
        outage.ended();
        backoff.reset();
        List<Rejection> rejected = reply.acknowledgement().rejected();
        rejected.forEach(r -> setAside(piece.get(r.index()), r.message()));
        observer.acknowledged(piece.size() - rejected.size());
        return true;
      }
      case MALFORMED, TOO_LARGE -> {
        outage.ended();
        backoff.reset();
        if (piece.size() > 1) {
          return false;
        }
        setAside(piece.get(0), EventName.of(piece.get(0)) + ": " + reply.message());
        return true;
      }
      default -> {
        return false;
      }
    }
  }

  private void setAside(byte[] record, String reason) {
    gate.setAside(record, reason);
    observer.rejected(reason);
  }

  private int sizeAfter(Reply reply, List<byte[]> piece) {
    return switch (reply.kind()) {
      case TOO_LARGE -> {
        size.shrink(piece);
        yield Math.max(1, piece.size() / 2);
      }
      case MALFORMED, UNFINISHED -> Math.max(1, piece.size() / 2);
      default -> piece.size();
    };
  }

  private void pauseAfter(Reply reply) throws InterruptedException {
    switch (reply.kind()) {
      case REFUSED -> {
        outage.goesOn(reply);
        pause(gate.isClosing() ? backoff.nextMillis() : settings.delays().refusedMillis());
      }
      case UNAVAILABLE, UNFINISHED -> {
        outage.goesOn(reply);
        long delayMillis = backoff.nextMillis();
        pause(gate.isClosing() ? delayMillis : Math.max(delayMillis, reply.retryAfterMillis()));
      }
      default -> {}
    }
  }

  /** Waits; a token that changes ends the wait, and so does the beginning of the end. */
  private void pause(long millis) throws InterruptedException {
    boolean wasClosing = gate.isClosing();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long left = end - System.nanoTime();
    while (left > 0 && gate.isClosing() == wasClosing && !refreshToken()) {
      long lookNanos = Math.min(LOOK_NANOS, observer.betweenBatches());
      gate.pause(Math.min(left, lookNanos));
      left = end - System.nanoTime();
    }
  }

  private boolean refreshToken() {
    boolean changed = token.refresh();
    outage.token(changed, token.trouble());
    return changed;
  }
}
