package io.audittrail.agent.plan;

import java.util.List;

/**
 * The woven methods of a class.
 *
 * @param className the class's name with dots
 * @param methods the methods; woven code names one by its place in this list
 */
public record ClassPlan(String className, List<MethodPlan> methods) {}
