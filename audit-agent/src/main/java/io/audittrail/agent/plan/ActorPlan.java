package io.audittrail.agent.plan;

/**
 * Where the actor comes from.
 *
 * @param source the value
 * @param user the path to the user's id; empty for the value itself
 * @param tenant the path to the tenant's id; empty if it comes from elsewhere
 */
public record ActorPlan(Source source, String user, String tenant) {}
