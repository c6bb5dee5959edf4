package io.audittrail.agent.capture;

import io.audittrail.agent.draft.DraftMaker;
import io.audittrail.agent.plan.MethodPlan;

/**
 * A woven method, ready to be captured.
 *
 * @param name class and method, for people
 * @param plan what the class file says
 * @param types the types of its events
 * @param drafts makes what its events say
 */
record Site(String name, MethodPlan plan, TypeChoice types, DraftMaker drafts) {
  /** Returns whether this method overrides the other, of which the class is known to fit. */
  boolean overrides(Site other) {
    return plan.signatures().contains(other.plan.signature());
  }
}
