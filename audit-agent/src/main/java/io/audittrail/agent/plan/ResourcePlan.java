package io.audittrail.agent.plan;

import java.util.Map;

/**
 * Where resources come from.
 *
 * @param source the value
 * @param kind the name of the resource kind's constant
 * @param paths the paths by the names of the annotation's members: {@code path} to the id, and
 *     {@code name}, {@code title}, {@code parent} and {@code email} for a description; absent or
 *     empty where the annotation says nothing
 */
public record ResourcePlan(Source source, String kind, Map<String, String> paths) {
  /** Returns the path of the given member; empty if the annotation says nothing. */
  public String path(String member) {
    return paths.getOrDefault(member, "");
  }
}
