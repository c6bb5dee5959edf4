package io.audittrail.agent.plan;

import java.util.Set;

/**
 * A woven method, and the event that a call of it becomes.
 *
 * @param name the method's name
 * @param descriptor the method's descriptor (JVMS 4.3.3)
 * @param signatures name and descriptor of this method and of those that it overrides through a
 *     bridge
 * @param overriding whether it overrides a method that is woven too and that it may call as {@code
 *     super}
 * @param event the event
 */
public record MethodPlan(
    String name, String descriptor, Set<String> signatures, boolean overriding, EventPlan event) {
  /** Returns name and descriptor in one. */
  public String signature() {
    return name + descriptor;
  }
}
