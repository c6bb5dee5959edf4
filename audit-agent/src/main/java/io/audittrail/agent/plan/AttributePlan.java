package io.audittrail.agent.plan;

/**
 * Where an attribute comes from.
 *
 * @param source the value
 * @param key the attribute's key
 * @param path the path to its value; empty for the value itself
 */
public record AttributePlan(Source source, String key, String path) {}
