package io.audittrail.wire;

import io.audittrail.catalogue.ResourceKind;

/** Walks over the parts of a record: first its event, then each description. */
final class RecordReader {
  private static final ResourceKind[] KINDS = ResourceKind.values();

  private final byte[] record;
  private int kind = -1;
  private int from;
  private int end;

  /**
   * Stands at the event.
   *
   * @throws IllegalArgumentException if this is no record
   */
  RecordReader(byte[] record) {
    this.record = record;
    readPart(0);
  }

  /**
   * Goes to the next description; returns whether there is one.
   *
   * @throws IllegalArgumentException if this is no record
   */
  boolean nextDescription() {
    if (end == record.length) {
      return false;
    }
    kind = record[end];
    if (kind < 0 || kind >= KINDS.length || KINDS[kind].table().isEmpty()) {
      throw new IllegalArgumentException(
          "record of "
              + record.length
              + " bytes describes kind "
              + kind
              + " at byte "
              + end
              + ", allowed are 0 to "
              + (ResourceKind.described().size() - 1));
    }
    readPart(end + 1);
    return true;
  }

  /** Returns the kind of the description at which the reader stands. */
  ResourceKind kind() {
    return KINDS[kind];
  }

  /** Returns the JSON at which the reader stands. */
  JsonSlice json() {
    return new JsonSlice(record, from, end - from);
  }

  private void readPart(int lengthAt) {
    int left = record.length - lengthAt - Integer.BYTES;
    int length = left < 0 ? -1 : int32(lengthAt);
    if (length < 0 || length > left) {
      throw new IllegalArgumentException(
          "record of "
              + record.length
              + " bytes is cut short or damaged: the length at byte "
              + lengthAt
              + " goes beyond its end");
    }
    from = lengthAt + Integer.BYTES;
    end = from + length;
  }

  private int int32(int at) {
    return (record[at] << 24)
        | ((record[at + 1] & 0xFF) << 16)
        | ((record[at + 2] & 0xFF) << 8)
        | (record[at + 3] & 0xFF);
  }
}
