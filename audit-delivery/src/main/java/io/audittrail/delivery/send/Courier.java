package io.audittrail.delivery.send;

import io.audittrail.delivery.send.Acknowledgement.Rejection;
import io.audittrail.delivery.spool.Batch;
import io.audittrail.delivery.spool.Outgoing;
import io.audittrail.delivery.spool.SpoolGate;
import io.audittrail.wire.Numbering;
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
   * @return false if it was given up: when this delivery closes, what others left has to wait
   * @throws InterruptedException if the thread is interrupted; what is not settled stays spooled
   */
  boolean deliver(Consignment consignment, Batch batch) throws InterruptedException {
    Outgoing outgoing = consignment.outgoing();
    int done = 0;
    int pieceSize = batch.size();
    while (done < batch.size()) {
      List<byte[]> rest = batch.records().subList(done, batch.size());
      List<byte[]> piece =
          rest.subList(0, Math.min(pieceSize, size.fitting(rest, outgoing.producer())));
      long start = batch.start() + done;
      long end = start + piece.size();
      boolean closed = outgoing.isEnd(end);
      refreshToken();
      consignment.observer().sent(piece.size());
      Reply reply = transport.post(piece, new Numbering(outgoing.producer(), start + 1, closed));
      if (settles(consignment, reply, start, piece)) {
        outgoing.acknowledge(end);
        done += piece.size();
        pieceSize = piece.size() * 2;
        if (closed) {
          outgoing.reported();
        }
      } else if (outgoing != gate && gate.isClosing()) {
        return false;
      } else {
        pieceSize = sizeAfter(reply, piece);
        pauseAfter(reply);
      }
    }
    return true;
  }

  /**
   * Tells the collector the last number of a producer that has nothing left to send; tries once.
   *
   * @param end the position behind its last record
   */
  boolean reportEnd(Outgoing outgoing, long end) throws InterruptedException {
    refreshToken();
    Reply reply = transport.post(List.of(), new Numbering(outgoing.producer(), end + 1, true));
    boolean told = reply.kind() == Reply.Kind.ACKNOWLEDGED || reply.kind() == Reply.Kind.MALFORMED;
    if (told) {
      outgoing.reported();
    }
    return told;
  }

  /** Returns whether the reply is the last word on each record of the piece. */
  private boolean settles(Consignment consignment, Reply reply, long start, List<byte[]> piece) {
    switch (reply.kind()) {
      case ACKNOWLEDGED -> {
        outage.ended();
        backoff.reset();
        List<Rejection> rejected = reply.acknowledgement().rejected();
        rejected.forEach(
            r -> setAside(consignment, start + r.index(), piece.get(r.index()), r.message()));
        consignment.observer().acknowledged(piece.size() - rejected.size());
        return true;
      }
      case MALFORMED, TOO_LARGE -> {
        outage.ended();
        backoff.reset();
        if (piece.size() > 1) {
          return false;
        }
        setAside(
            consignment, start, piece.get(0), EventName.of(piece.get(0)) + ": " + reply.message());
        return true;
      }
      default -> {
        return false;
      }
    }
  }

  private static void setAside(
      Consignment consignment, long position, byte[] record, String reason) {
    consignment.outgoing().setAside(position, record, reason);
    consignment.observer().rejected(reason);
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
