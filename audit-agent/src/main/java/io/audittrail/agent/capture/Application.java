package io.audittrail.agent.capture;

import io.audittrail.agent.plan.ClassPlan;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How to find out about the application's classes.
 *
 * @param plans returns the plan of a woven class; null for one that is not woven
 * @param doors opens named modules
 * @param actors where actors come from beside annotations
 */
public record Application(
    Function<Class<?>, @Nullable ClassPlan> plans, ModuleDoors doors, ActorSettings actors) {}
