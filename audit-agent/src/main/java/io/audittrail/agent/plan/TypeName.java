package io.audittrail.agent.plan;

/**
 * The name of an event type: a constant of an enum.
 *
 * @param enumClass the enum's name with dots
 * @param constant the constant's name
 */
public record TypeName(String enumClass, String constant) {}
