package io.audittrail.catalogue;

import io.audittrail.wire.WireLimits;

/** A type of which only the name on the wire is known. */
record OtherEventType(String wireName) implements EventType {
  OtherEventType {
    WireLimits.requireToken("event_type", wireName);
  }

  @Override
  public String name() {
    return wireName;
  }

  @Override
  public String toString() {
    return wireName;
  }
}
