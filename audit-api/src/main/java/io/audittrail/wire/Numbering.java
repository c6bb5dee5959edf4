package io.audittrail.wire;

import java.util.Objects;

/**
 * The numbers that a producer gave to records that follow each other.
 *
 * @param producer who numbered them: a name, a slash, and what distinguishes this run of the
 *     producer from every other
 * @param first the number of the first of them; the first record that a producer writes has number
 *     1, and a number exists only in a record that was written
 * @param closed whether the last of them is the last that the producer has ever written
 */
public record Numbering(String producer, long first, boolean closed) {
  /** Makes a numbering. */
  public Numbering {
    Objects.requireNonNull(producer, "producer");
  }
}
