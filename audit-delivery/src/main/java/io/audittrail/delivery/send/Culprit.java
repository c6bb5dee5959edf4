package io.audittrail.delivery.send;

import io.audittrail.delivery.spool.Outgoing;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one record at which a collector fails with status 500 each time that it comes. After
 * several such answers in a row batches are halved until the record is alone; it is the culprit
 * when it has failed alone often enough while another record got through each time. Not safe for
 * use by several threads.
 *
 * <p>A collector that fails whatever it is sent has no culprit, however long that goes on.
 */
final class Culprit {
  /** So many answers of status 500 in a row are taken for trouble of the collector. */
  static final int PATIENCE = 5;

  /** How often it has to fail alone while another record gets through. */
  static final int CONFIRMATIONS = 10;

  private int failures;
  private boolean searching;
  private @Nullable Outgoing spool;
  private long position = -1;
  private boolean failed;
  private int confirmed;

  /** Returns how many records to send next, after a piece of the given size failed. */
  int sizeAfterFailure(int size) {
    failures++;
    searching |= failures >= PATIENCE;
    return searching ? Math.max(1, size / 2) : size;
  }

  /** Returns how many records to send first of a batch: one if that one is suspected. */
  int sizeOfFirst(Outgoing outgoing, long start, int size) {
    return searching && isSuspect(outgoing, start) ? 1 : size;
  }

  /** A record failed alone; returns whether another one should be tried now. */
  boolean failedAlone(Outgoing outgoing, long at) {
    if (!searching) {
      return false;
    }
    if (!isSuspect(outgoing, at)) {
      spool = outgoing;
      position = at;
      confirmed = 0;
    }
    failed = true;
    return true;
  }

  /** Another record got through: a suspect that failed just before fails by itself. */
  void othersPassed() {
    confirmed += failed ? 1 : 0;
    failed = false;
  }

  /** Records got through or were set aside; if the suspect is one of them, it is none. */
  void passed(Outgoing outgoing, long start, int size) {
    failures = 0;
    if (spool != outgoing || position < start || position >= start + size) {
      othersPassed();
      return;
    }
    spool = null;
    confirmed = 0;
    failed = false;
  }

  /** All of a batch is delivered: what begins now begins with patience. */
  void delivered(Outgoing outgoing) {
    searching &= spool != null && spool != outgoing;
  }

  /** Returns whether the record, which has failed alone once more, is the culprit. */
  boolean is(Outgoing outgoing, long at) {
    return isSuspect(outgoing, at) && confirmed >= CONFIRMATIONS;
  }

  /** Returns why it is the culprit, to follow what the collector said. */
  String reason() {
    return " (" + CONFIRMATIONS + " times, while others got through)";
  }

  private boolean isSuspect(Outgoing outgoing, long at) {
    return spool == outgoing && position == at;
  }
}
