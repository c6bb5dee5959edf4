package io.audittrail.collector.cli.intake;

/**
 * Where an event was found.
 *
 * @param source the file or the address
 * @param number the line or the page, from 1
 */
public record Origin(String source, long number) {
  @Override
  public String toString() {
    return source + ":" + number;
  }
}
