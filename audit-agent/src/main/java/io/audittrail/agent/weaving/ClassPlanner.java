package io.audittrail.agent.weaving;

import io.audittrail.agent.classfile.ClassOutline;
import io.audittrail.agent.classfile.ClassOutline.Method;
import io.audittrail.agent.plan.ClassPlan;
import io.audittrail.agent.plan.EventPlan;
import io.audittrail.agent.plan.MethodPlan;
import io.audittrail.agent.report.AgentReport;
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
    tellOfUnreachedBodies(type);
    return new ClassPlan(dotted(type), List.copyOf(methods));
  }

  /**
   * An audited method of an interface can have its body in a superclass that does not implement the
   * interface. Whoever calls it through other subclasses must not make events, so it is not woven.
   */
  private void tellOfUnreachedBodies(ClassOutline type) {
    for (Method audited : hierarchy.auditedAbstractMethods(type)) {
      if (!declares(type, audited)) {
        String body = hierarchy.unawareBody(type, audited);
        if (body != null) {
          report.once(
              dotted(type)
                  + "."
                  + audited.name()
                  + " has its body in "
                  + body.replace('/', '.')
                  + ", which does not implement the audited interface; its calls are not audited");
        }
      }
    }
  }

  private static boolean declares(ClassOutline type, Method audited) {
    for (Method method : type.methods()) {
      if (method.signatures().contains(audited.signature())) {
        return true;
      }
    }
    return false;
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
