package io.audittrail.agent.weaving;

import io.audittrail.agent.plan.ClassPlan;
import io.audittrail.agent.plan.EventPlan;
import io.audittrail.agent.plan.MethodPlan;
import io.audittrail.agent.report.AgentReport;
import io.audittrail.agent.weaving.ClassOutline.Method;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;

/** Decides which methods of a class are woven. */
final class ClassPlanner {
  private final Hierarchy hierarchy;
  private final AgentReport report;

  ClassPlanner(Hierarchy hierarchy, AgentReport report) {
    this.hierarchy = hierarchy;
    this.report = report;
  }

  /** Returns the plan of a class; it has no methods if nothing of the class is audited. */
  ClassPlan plan(ClassOutline type) {
    List<MethodPlan> methods = new ArrayList<>();
    for (Method method : type.methods()) {
      if (method.isWeavable()) {
        EventPlan event =
            method.event() != null ? method.event() : hierarchy.inheritedEvent(type, method);
        if (event != null) {
          methods.add(planOf(type, method, event));
        }
      } else if (method.event() != null && method.has(Opcodes.ACC_NATIVE)) {
        report.once(dotted(type) + "." + method.name() + " is native, its calls are not audited");
      }
    }
    return new ClassPlan(dotted(type), List.copyOf(methods));
  }

  private MethodPlan planOf(ClassOutline type, Method method, EventPlan event) {
    return new MethodPlan(
        method.name(),
        method.descriptor(),
        method.signatures(),
        hierarchy.overridesBody(type, method),
        event);
  }

  private static String dotted(ClassOutline type) {
    return type.name().replace('/', '.');
  }
}
