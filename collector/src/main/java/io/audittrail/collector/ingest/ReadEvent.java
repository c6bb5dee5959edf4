package io.audittrail.collector.ingest;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.producer.ProducerNumber;
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
  @Nullable String producer;

  /** 0 if there is none that can be kept. */
  long producerSequence;

  ReadEvent(int index) {
    this.index = index;
  }

  /** Returns the number that the producer gave to the event; null if none can be kept. */
  @Nullable ProducerNumber number() {
    if (producer == null
        || producer.isEmpty()
        || producer.length() > ProducerNumber.MAX_PRODUCER_LENGTH
        || Fields.hasHalfPair(producer)
        || producerSequence < 1
        || producerSequence > ProducerNumber.MAX_NUMBER) {
      return null;
    }
    return new ProducerNumber(producer, producerSequence);
  }
}
