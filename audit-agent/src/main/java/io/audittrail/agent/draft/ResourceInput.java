package io.audittrail.agent.draft;

import io.audittrail.agent.plan.ResourcePlan;
import io.audittrail.agent.property.Elements;
import io.audittrail.agent.property.PropertyPath;
import io.audittrail.agent.property.PropertyReader;
import io.audittrail.catalogue.ResourceKind;
import io.audittrail.event.Resource;
import io.audittrail.wire.WireLimits;
import org.jspecify.annotations.Nullable;

/**
 * Takes resources from a value, with their descriptions. A value that is an {@link Iterable} or an
 * array stands for several, each with a path and a description of its own.
 */
final class ResourceInput implements Input {
  private final ResourceKind kind;
  private final PropertyPath id;
  private final @Nullable PropertyPath parent;
  private final @Nullable PropertyPath name;
  private final @Nullable PropertyPath title;
  private final @Nullable PropertyPath email;

  /**
   * Makes an input.
   *
   * @throws IllegalArgumentException if this agent does not know the kind, or a path is none
   */
  ResourceInput(ResourcePlan plan, PropertyReader properties) {
    this.kind = ResourceKind.valueOf(plan.kind());
    this.id = new PropertyPath(plan.path("path"), properties);
    this.parent = path(plan, "parent", properties);
    this.name = path(plan, "name", properties);
    this.title = path(plan, "title", properties);
    this.email = path(plan, "email", properties);
  }

  private static @Nullable PropertyPath path(
      ResourcePlan plan, String member, PropertyReader properties) {
    String path = plan.path(member);
    return path.isEmpty() ? null : new PropertyPath(path, properties);
  }

  private boolean describes() {
    return parent != null || name != null || title != null || email != null;
  }

  @Override
  public void tell(Draft draft, @Nullable Object value) {
    Iterable<?> several = id.isEmpty() ? null : Elements.of(value);
    if (several == null) {
      tellOne(draft, value);
      return;
    }
    for (Object element : several) {
      if (draft.isFull(kind)) {
        draft.truncated();
        return;
      }
      tellOne(draft, element);
    }
  }

  private void tellOne(Draft draft, @Nullable Object value) {
    Object found = id.read(value);
    Iterable<?> several = Elements.of(found);
    if (several != null) {
      tellIds(draft, several);
    } else if (found != null) {
      String text = draft.id(found.toString());
      draft.mention(kind, text);
      if (describes() && !text.isEmpty()) {
        draft.describe(description(draft, text, value));
      }
    }
  }

  private void tellIds(Draft draft, Iterable<?> ids) {
    for (Object element : ids) {
      if (draft.isFull(kind)) {
        draft.truncated();
        return;
      }
      if (element != null) {
        draft.mention(kind, element.toString());
      }
    }
  }

  private Resource description(Draft draft, String idText, @Nullable Object value) {
    return new Resource(
        kind,
        idText,
        text(draft, parent, value, WireLimits.MAX_ID_LENGTH),
        text(draft, name, value, WireLimits.MAX_DESCRIPTION_LENGTH),
        text(draft, title, value, WireLimits.MAX_DESCRIPTION_LENGTH),
        text(draft, email, value, WireLimits.MAX_DESCRIPTION_LENGTH));
  }

  private static @Nullable String text(
      Draft draft, @Nullable PropertyPath path, @Nullable Object value, int maxLength) {
    Object part = path == null ? null : path.read(value);
    return part == null ? null : draft.cut(part.toString(), maxLength);
  }
}
