package io.audittrail.collector;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Bodies for tests. */
public final class EventJson {
  private EventJson() {}

  /** A good event with more members, such as {@code "n":1}, if there are any. */
  public static String event(String id, String time, String... members) {
    return "{\"event_id\":\"%s\",\"event_type\":\"get_datasets\",\"occurred_at\":\"%s\","
            .formatted(id, time)
        + "\"actor_user_id\":\"u\",\"actor_tenant_id\":\"t\""
        + Arrays.stream(members).map(member -> "," + member).collect(Collectors.joining())
        + "}";
  }

  public static String body(String... events) {
    return "{\"audit_events\":[" + String.join(",", events) + "]}";
  }
}
