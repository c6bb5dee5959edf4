package io.audittrail.collector.application;

import io.audittrail.collector.wire.WireJson;
import java.util.SortedSet;

/** What the record of a read says: the attributes of its event. */
final class ReadRecord {
  private ReadRecord() {}

  /** Returns the members for a page of events. */
  static WireJson.Writer ofEvents(Viewed viewed, EventsRequest request, int returned) {
    return json -> {
      json.writeStringField("read", "application_events");
      json.writeStringField("application", viewed.application());
      json.writeObjectFieldStart("filter");
      Long start = request.startMicros();
      if (start != null) {
        json.writeFieldName("start");
        json.writeRawValue(UnixSeconds.text(start));
      }
      Long end = request.endMicros();
      if (end != null) {
        json.writeFieldName("end");
        json.writeRawValue(UnixSeconds.text(end));
      }
      SortedSet<String> types = request.types();
      if (types != null) {
        json.writeArrayFieldStart("event_types");
        for (String type : types) {
          json.writeString(type);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
      json.writeNumberField("limit", request.limit());
      json.writeBooleanField("reverse", Boolean.TRUE.equals(request.reverse()));
      json.writeBooleanField("continued", request.cursor() != null);
      json.writeNumberField("returned", returned);
    };
  }

  /** Returns the members for something else that was read of an application. */
  static WireJson.Writer of(String what, Viewed viewed) {
    return json -> {
      json.writeStringField("read", what);
      json.writeStringField("application", viewed.application());
    };
  }
}
