package io.audittrail.delivery.send;

import java.util.List;

/**
 * A collector's answer to a batch (contract A).
 *
 * @param stored how many events it has stored
 * @param duplicates how many it had stored before
 * @param rejected the events that it refuses for good
 */
record Acknowledgement(int stored, int duplicates, List<Rejection> rejected) {
  /**
   * An event that a collector refuses for good.
   *
   * @param index its place in the batch, from 0
   * @param message why
   */
  record Rejection(int index, String message) {}
}
