package io.audittrail.agent.weaving;

import io.audittrail.agent.classfile.AuditAnnotations;
import io.audittrail.agent.classfile.ClassOutline;
import io.audittrail.agent.plan.ClassPlan;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What the agent knows of the classes of one class loader, as names and texts; it does not hold on
 * to the loader. Safe for use by any thread.
 *
 * @param seesApi whether the loader finds the annotations of the API
 * @param annotations the annotations that make a method an audited one
 * @param supertypes the outlines of supertypes that were looked at, by name with slashes; {@link
 *     #NOTHING} for one that has to do with no audited method
 * @param plans the plans of woven classes, by name with dots
 */
record LoaderView(
    boolean seesApi,
    AuditAnnotations annotations,
    ConcurrentMap<String, ClassOutline> supertypes,
    ConcurrentMap<String, ClassPlan> plans) {
  static final ClassOutline NOTHING = new ClassOutline("", null, List.of(), List.of());

  LoaderView(boolean seesApi, AuditAnnotations annotations) {
    this(seesApi, annotations, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
  }
}
