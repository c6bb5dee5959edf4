package io.audittrail.agent.capture;

import io.audittrail.agent.draft.ActorSettings;
import io.audittrail.agent.plan.PlanSource;
import io.audittrail.agent.property.ModuleDoors;

/**
 * How to find out about the application's classes.
 *
 * @param plans the plans of woven classes
 * @param doors opens named modules
 * @param actors where actors come from beside annotations
 */
public record Application(PlanSource plans, ModuleDoors doors, ActorSettings actors) {}
