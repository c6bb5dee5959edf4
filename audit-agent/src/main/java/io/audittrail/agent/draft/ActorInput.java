package io.audittrail.agent.draft;

import io.audittrail.agent.plan.ActorPlan;
import io.audittrail.agent.property.PropertyPath;
import io.audittrail.agent.property.PropertyReader;
import org.jspecify.annotations.Nullable;

/** Takes the actor from a value. */
final class ActorInput implements Input {
  private final PropertyPath user;
  private final @Nullable PropertyPath tenant;

  ActorInput(ActorPlan plan, PropertyReader properties) {
    this.user = new PropertyPath(plan.user(), properties);
    this.tenant = plan.tenant().isEmpty() ? null : new PropertyPath(plan.tenant(), properties);
  }

  @Override
  public void tell(Draft draft, @Nullable Object value) {
    draft.actor(text(user, value), tenant == null ? null : text(tenant, value));
  }

  private static @Nullable String text(PropertyPath path, @Nullable Object value) {
    Object part = path.read(value);
    return part == null ? null : part.toString();
  }
}
