package io.audittrail.collector.client;

/** Hears what a person may want to know while a call goes on, such as that it is tried again. */
@FunctionalInterface
public interface Notes {
  /** Takes one line without a line break. */
  void note(String line);
}
