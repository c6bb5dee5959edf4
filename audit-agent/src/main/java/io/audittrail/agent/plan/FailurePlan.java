package io.audittrail.agent.plan;

/**
 * The event that an exception makes.
 *
 * @param type the event's type
 * @param exception the name of the exception's class, with dots; it stands for its subclasses too
 */
public record FailurePlan(TypeName type, String exception) {}
