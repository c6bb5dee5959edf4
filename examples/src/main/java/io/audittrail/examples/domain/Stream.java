package io.audittrail.examples.domain;

/** A stream of a dataset. */
public record Stream(String id, String name, String title, Dataset dataset) {
  /** Returns this stream with another title. */
  public Stream titled(String newTitle) {
    return new Stream(id, name, newTitle, dataset);
  }
}
