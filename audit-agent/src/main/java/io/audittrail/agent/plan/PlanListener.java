package io.audittrail.agent.plan;

/** Hears of plans that change; called by any thread. */
public interface PlanListener {
  /** A loaded class gets another plan, as when a debugger redefines it. */
  void replanned(Class<?> redefined);
}
