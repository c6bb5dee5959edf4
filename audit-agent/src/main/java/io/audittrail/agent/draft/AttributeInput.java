package io.audittrail.agent.draft;

import io.audittrail.agent.plan.AttributePlan;
import io.audittrail.agent.property.PropertyPath;
import io.audittrail.agent.property.PropertyReader;
import io.audittrail.event.AuditEvent;
import io.audittrail.wire.WireLimits;
import org.jspecify.annotations.Nullable;

/** Takes an attribute from a value. */
final class AttributeInput implements Input {
  private final String key;
  private final PropertyPath path;

  /**
   * Makes an input.
   *
   * @throws IllegalArgumentException if no attribute can have the key, or the path is none
   */
  AttributeInput(AttributePlan plan, PropertyReader properties) {
    this.key = plan.key();
    this.path = new PropertyPath(plan.path(), properties);
    if (key.isEmpty()
        || key.length() > WireLimits.MAX_KEY_LENGTH
        || AuditEvent.isReservedKey(key)) {
      throw new IllegalArgumentException(
          "attribute's key was \""
              + key
              + "\", allowed are 1 to "
              + WireLimits.MAX_KEY_LENGTH
              + " characters, and none of the keys that every event has");
    }
  }

  @Override
  public void tell(Draft draft, @Nullable Object value) {
    Object found = path.read(value);
    if (found != null && draft.room().take(key)) {
      Object frozen = new AttributeValue(draft).freeze(found, 0);
      if (frozen != null) {
        draft.attribute(key, frozen);
      }
    }
  }
}
