package io.audittrail.delivery.send;

import java.util.List;

/**
 * Records of a batch that go in one request.
 *
 * @param to what they are part of
 * @param start the position of the first
 * @param records the records, at least one
 */
record Piece(Consignment to, long start, List<byte[]> records) {
  int size() {
    return records.size();
  }

  /** Returns the position behind the last. */
  long end() {
    return start + records.size();
  }

  void setAside(int index, String reason) {
    to.outgoing().setAside(start + index, records.get(index), reason);
    to.observer().rejected(reason);
  }
}
