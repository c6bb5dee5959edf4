package io.audittrail.agent.capture;

import io.audittrail.agent.plan.ClassPlan;
import io.audittrail.agent.plan.MethodPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The woven methods of a class, ready to be captured; kept with the class, so it may refer to it.
 */
final class ClassSites {
  private final List<Site> sites;

  private ClassSites(List<Site> sites) {
    this.sites = sites;
  }

  static ClassSites of(
      Class<?> declaring,
      @Nullable ClassPlan plan,
      ActorSettings settings,
      PropertyReader properties) {
    if (plan == null) {
      return new ClassSites(List.of());
    }
    ContextActor context = ContextActor.of(declaring.getClassLoader(), settings);
    EventTypes types = new EventTypes(declaring.getClassLoader(), properties);
    return new ClassSites(
        plan.methods().stream()
            .map(method -> site(declaring, method, context, types, properties))
            .toList());
  }

  private static Site site(
      Class<?> declaring,
      MethodPlan method,
      ContextActor context,
      EventTypes types,
      PropertyReader properties) {
    return new Site(
        declaring.getName() + "." + method.name(),
        method,
        types.of(method.event()),
        new DraftMaker(method.event(), context, properties));
  }

  /**
   * Returns the method at the given place.
   *
   * @throws IllegalStateException if there is none, as when the class was redefined meanwhile
   */
  Site site(int method) {
    if (method >= sites.size()) {
      throw new IllegalStateException("plan has no method " + method);
    }
    return sites.get(method);
  }
}
