package io.audittrail.collector.ingest;

import io.audittrail.catalogue.ResourceKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was read of one event so far; the actor's tenant may be known only at the body's end. */
final class ReadEvent {
  final int index;
  final Map<ResourceKind, List<String>> ids = new EnumMap<>(ResourceKind.class);
  @Nullable String id;
  @Nullable String type;
  @Nullable String occurredAt;
  @Nullable String timestamp;
  @Nullable RejectedException timestampTrouble;
  @Nullable String actorUser;
  @Nullable String actorTenant;
  String attributes = "";

  ReadEvent(int index) {
    this.index = index;
  }
}
