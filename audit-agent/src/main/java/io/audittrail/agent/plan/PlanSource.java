package io.audittrail.agent.plan;

import org.jspecify.annotations.Nullable;

/** Knows the plans of woven classes; safe for use by any thread. */
public interface PlanSource {
  /** Returns the plan of a woven class; null if the class was not woven. */
  @Nullable ClassPlan planOf(Class<?> woven);
}
