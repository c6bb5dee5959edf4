package io.audittrail.agent.capture;

import io.audittrail.agent.draft.ContextActor;
import io.audittrail.agent.draft.DraftMaker;
import io.audittrail.agent.plan.ClassPlan;
import io.audittrail.agent.plan.MethodPlan;
import io.audittrail.agent.property.PropertyReader;
import io.audittrail.agent.report.AgentReport;
import java.util.ArrayList;
import java.util.List;

/** Makes woven methods ready to be captured, at the first call of one of their class. */
final class SiteMaker {
  private final Application application;
  private final AgentReport report;
  private final PropertyReader properties;

  SiteMaker(Application application, AgentReport report) {
    this.application = application;
    this.report = report;
    this.properties = new PropertyReader(application.doors());
  }

  ClassSites sitesOf(Class<?> declaring) {
    ClassPlan plan = application.plans().planOf(declaring);
    List<Site> sites = new ArrayList<>();
    if (plan != null) {
      ClassLoader loader = declaring.getClassLoader();
      ContextActor context = ContextActor.of(loader, application.actors());
      EventTypes types = new EventTypes(loader, properties);
      for (MethodPlan method : plan.methods()) {
        String name = declaring.getName() + "." + method.name();
        DraftMaker drafts = new DraftMaker(name, context, report);
        sites.add(
            new Site(
                name, method, types.of(method.event()), drafts.with(method.event(), properties)));
      }
    }
    return new ClassSites(List.copyOf(sites));
  }
}
