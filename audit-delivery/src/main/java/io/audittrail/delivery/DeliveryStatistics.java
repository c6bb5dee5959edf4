package io.audittrail.delivery;

/**
 * What became of the events of one delivery since it was opened; a moment's view of counters that
 * go on counting.
 *
 * <p>At every moment {@code emitted} is at least {@code acknowledged + rejected + dropped + kept};
 * what is between them waits. After close they are equal. The events by which delivery itself
 * reports a loss are counted like any other.
 *
 * <p>An event is counted as emitted first, then as spooled or dropped or, if it is over a limit of
 * the wire, as rejected; once spooled it is acknowledged or rejected in the end.
 *
 * @param emitted events that callers handed over
 * @param spooled events that entered the spool
 * @param dropped events that were given up by policy or at close, because there was no room or time
 * @param sent events posted to a collector, each attempt counted
 * @param acknowledged events that a collector has stored, or had stored before
 * @param rejected events that a collector or the encoder refused for good
 * @param kept events that wait in the files of a closed delivery for the next process
 */
public record DeliveryStatistics(
    long emitted,
    long spooled,
    long dropped,
    long sent,
    long acknowledged,
    long rejected,
    long kept) {
  /** Makes statistics of which nothing is kept. */
  public DeliveryStatistics(
      long emitted, long spooled, long dropped, long sent, long acknowledged, long rejected) {
    this(emitted, spooled, dropped, sent, acknowledged, rejected, 0);
  }
}
