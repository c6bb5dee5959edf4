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
  private final Culprit culprit = new Culprit();
  private final Pace pace = new Pace();
  private final SplittableRandom random = new SplittableRandom();

  Courier(SpoolGate gate, SendObserver observer, HttpTransport transport, SendSettings settings) {
    this.gate = gate;
    this.observer = observer;
    this.transport = transport;
    this.settings = settings;
    this.token = settings.endpoint().token();
    this.backoff = new Backoff(settings.delays(), random);
    this.size = new BatchSize(settings.batches());
    this.outage = new Outage(settings.endpoint().uri(), observer);
  }

  int maxEvents() {
    return size.maxEvents();
  }

  int maxBytes() {
    return size.maxBytes();
  }

  /** Returns whether own events that have piled up are being sent. */
  boolean isHolding() {
    return pace.isHolding();
  }

  /** Waits until the next batch of own events may go, unless the delivery closes. */
  void keepPace() throws InterruptedException {
    for (long left = pace.waitNanos(); left > 0 && !gate.isClosing(); left = pace.waitNanos()) {
      gate.pause(Math.min(left, observer.betweenBatches()));
    }
  }

  /**
   * Delivers a batch; returns when nothing of it is left to deliver.
   *
   * @return false if the rest of it waits: what others left, when this delivery closes, and an
   *     event at which the collector fails, if there is no other to see whether it is alone in that
   * @throws InterruptedException if the thread is interrupted; what is not settled stays spooled
   */
  boolean deliver(Consignment consignment, Batch batch) throws InterruptedException {
    Outgoing outgoing = consignment.outgoing();
    int done = 0;
    int pieceSize = culprit.sizeOfFirst(outgoing, batch.start(), batch.size());
    while (done < batch.size()) {
      List<byte[]> rest = batch.records().subList(done, batch.size());
      int size = Math.min(pieceSize, this.size.fitting(rest, outgoing.producer()));
      Piece piece = new Piece(consignment, batch.start() + done, rest.subList(0, size));
      boolean last = outgoing.isEnd(piece.end());
      Reply reply = post(piece, last);
      if (settles(reply, piece)) {
        outgoing.acknowledge(piece.end());
        done += piece.size();
        pieceSize = piece.size() * 2;
        if (last) {
          outgoing.reported();
        }
      } else if (outgoing != gate && gate.isClosing()) {
        return false;
      } else {
        pieceSize = sizeAfter(reply, piece);
        boolean others = tryOthers(reply, piece, rest);
        pauseAfter(reply);
        if (!others) {
          return false;
        }
      }
    }
    culprit.delivered(outgoing);
    if (outgoing == gate) {
      pace.delivered(batch.end(), batch.size());
    }
    return true;
  }

  private Reply post(Piece piece, boolean last) throws InterruptedException {
    refreshToken();
    piece.to().observer().sent(piece.size());
    String producer = piece.to().outgoing().producer();
    return transport.post(piece.records(), new Numbering(producer, piece.start() + 1, last));
  }

  /**
   * Posts another record of the batch, if the collector failed at one that was alone.
   *
   * @return false if there was none to post
   */
  private boolean tryOthers(Reply reply, Piece piece, List<byte[]> rest)
      throws InterruptedException {
    if (reply.kind() != Reply.Kind.FAILED
        || piece.size() > 1
        || !culprit.failedAlone(piece.to().outgoing(), piece.start())) {
      return true;
    }
    if (rest.size() == 1) {
      return false;
    }
    int other = 1 + random.nextInt(rest.size() - 1);
    Piece probe = new Piece(piece.to(), piece.start() + other, List.of(rest.get(other)));
    if (post(probe, false).kind() == Reply.Kind.ACKNOWLEDGED) {
      culprit.othersPassed();
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
  private boolean settles(Reply reply, Piece piece) {
    return switch (reply.kind()) {
      case ACKNOWLEDGED -> {
        goesOn();
        List<Rejection> rejected = reply.acknowledgement().rejected();
        rejected.forEach(rejection -> piece.setAside(rejection.index(), rejection.message()));
        piece.to().observer().acknowledged(piece.size() - rejected.size());
        culprit.passed(piece.to().outgoing(), piece.start(), piece.size());
        yield true;
      }
      case MALFORMED, TOO_LARGE -> {
        goesOn();
        yield setsAside(piece, reply.message());
      }
      case FAILED ->
          culprit.is(piece.to().outgoing(), piece.start())
              && setsAside(piece, reply.message() + culprit.reason());
      default -> false;
    };
  }

  /** The collector takes events: an outage has ended. */
  private void goesOn() {
    backoff.reset();
    if (outage.ended()) {
      pace.begin(gate.end(), gate.waiting());
    }
  }

  private boolean setsAside(Piece piece, String reason) {
    if (piece.size() > 1) {
      return false;
    }
    piece.setAside(0, EventName.of(piece.records().get(0)) + ": " + reason);
    culprit.passed(piece.to().outgoing(), piece.start(), 1);
    return true;
  }

  private int sizeAfter(Reply reply, Piece piece) {
    return switch (reply.kind()) {
      case TOO_LARGE -> {
        size.shrink(piece.records());
        yield Math.max(1, piece.size() / 2);
      }
      case MALFORMED, UNFINISHED -> Math.max(1, piece.size() / 2);
      case FAILED -> culprit.sizeAfterFailure(piece.size());
      default -> piece.size();
    };
  }

  private void pauseAfter(Reply reply) throws InterruptedException {
    switch (reply.kind()) {
      case REFUSED -> {
        outage.goesOn(reply);
        long refusedMillis = settings.delays().refusedMillis();
        long spreadMillis = random.nextLong(refusedMillis / 10 + 1);
        pause(gate.isClosing() ? backoff.nextMillis() : refusedMillis + spreadMillis);
      }
      case UNAVAILABLE, UNFINISHED, FAILED -> {
        outage.goesOn(reply);
        long delayMillis = backoff.nextMillis();
        pause(gate.isClosing() ? delayMillis : delayMillis + reply.retryAfterMillis());
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
