package io.audittrail.collector.store.producer;

/**
 * A number that a producer gave to an event. Producers count from 1, one for each record of their
 * spool.
 *
 * @param producer 1 to {@link #MAX_PRODUCER_LENGTH} characters, well-formed
 * @param number 1 to {@link #MAX_NUMBER}; 0 stands for none where a producer says how it ended
 */
public record ProducerNumber(String producer, long number) {
  /** The most characters of a producer. */
  public static final int MAX_PRODUCER_LENGTH = 512;

  /** The highest number, 2^53 - 1, which every reader of JSON can hold. */
  public static final long MAX_NUMBER = (1L << 53) - 1;

  /**
   * Returns the number as members of an event in JSON, as our own delivery writes them; of a
   * producer that JSON spells without escapes.
   */
  public String members() {
    return "\"producer\":\"" + producer + "\",\"producer_sequence\":" + number;
  }
}
