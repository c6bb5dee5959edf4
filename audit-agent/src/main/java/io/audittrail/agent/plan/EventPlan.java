package io.audittrail.agent.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The event that a call becomes, as the annotations of one method say it.
 *
 * @param success the type of the event when the call succeeds; null if only failures are events
 * @param failures the events that exceptions make
 * @param actors where the actor comes from; what comes first wins, and a result comes first
 * @param resources where resources come from
 * @param attributes where attributes come from
 */
public record EventPlan(
    @Nullable TypeName success,
    List<FailurePlan> failures,
    List<ActorPlan> actors,
    List<ResourcePlan> resources,
    List<AttributePlan> attributes) {}
