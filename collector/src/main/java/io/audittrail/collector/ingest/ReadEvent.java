package io.audittrail.collector.ingest;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.store.producer.ProducerNumber;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was read of one event so far; the actor's tenant may be known only at the body's end. */
final class ReadEvent {
  static final long UNKNOWN = -1;

  final int index;
  final Map<ResourceKind, List<String>> ids = new EnumMap<>(ResourceKind.class);
  @Nullable String id;
  @Nullable String type;
  @Nullable String occurredAt;

  /** What {@code occurredAt} says, if it is known and in range already. */
  long occurredAtMicros = UNKNOWN;

  @Nullable String timestamp;
  @Nullable RejectedException timestampTrouble;
  @Nullable String actorUser;
  @Nullable String actorTenant;
  String ownAttributes = "";
  @Nullable String producer;

  /** 0 if there is none that can be kept. */
  long producerSequence;

  /** The number that the producer gave to the event, if it is not among the attributes. */
  @Nullable ProducerNumber placedNumber;

  ReadEvent(int index) {
    this.index = index;
  }

  /** Sets the attributes; a number that is spelled as we spell it gets a place of its own. */
  void attributes(String all) {
    ownAttributes = all;
    ProducerNumber number = number();
    if (number == null) {
      return;
    }
    String members = number.members();
    int own = all.length() - members.length();
    if (all.endsWith(members) && (own == 0 || all.charAt(own - 1) == ',')) {
      ownAttributes = all.substring(0, Math.max(0, own - 1));
      placedNumber = number;
    }
  }

  /** Returns the number that the producer gave to the event; null if none can be kept. */
  @Nullable ProducerNumber number() {
    if (placedNumber != null) {
      return placedNumber;
    }
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
