package io.audittrail.agent.draft;

import io.audittrail.agent.plan.ActorPlan;
import io.audittrail.agent.plan.AttributePlan;
import io.audittrail.agent.plan.EventPlan;
import io.audittrail.agent.plan.ResourcePlan;
import io.audittrail.agent.plan.Source;
import io.audittrail.agent.property.PropertyReader;
import io.audittrail.agent.report.AgentReport;
import io.audittrail.catalogue.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes what the events of one method say, as its annotations say it.
 *
 * <p>An annotation that does not fit, or a property that fails, costs the event that part, and is
 * told once.
 */
public final class DraftMaker {
  private final String method;
  private final ContextActor context;
  private final AgentReport report;
  private final List<Bound> ofArguments = new ArrayList<>();
  private final List<Bound> ofResult = new ArrayList<>();

  /** An input and where its value comes from. */
  private record Bound(Source source, Input input) {}

  /**
   * Makes a maker that takes nothing from any value yet.
   *
   * @param method class and method, for people
   * @param context who acts where annotations do not say so
   */
  public DraftMaker(String method, ContextActor context, AgentReport report) {
    this.method = method;
    this.context = context;
    this.report = report;
  }

  /** Adds what the annotations say, and returns this maker. */
  public DraftMaker with(EventPlan event, PropertyReader properties) {
    // The first actor wins, and setting one replaces what was there: so the last one first.
    List<ActorPlan> actors = event.actors();
    for (int i = actors.size() - 1; i >= 0; i--) {
      ActorPlan plan = actors.get(i);
      add(plan.source(), () -> new ActorInput(plan, properties));
    }
    for (ResourcePlan plan : event.resources()) {
      add(plan.source(), () -> new ResourceInput(plan, properties));
    }
    for (AttributePlan plan : event.attributes()) {
      add(plan.source(), () -> new AttributeInput(plan, properties));
    }
    return this;
  }

  private void add(Source source, Supplier<Input> input) {
    try {
      (source.isResult() ? ofResult : ofArguments).add(new Bound(source, input.get()));
    } catch (IllegalArgumentException badAnnotation) {
      report.once(method + ": " + badAnnotation.getMessage() + "; that part is left out");
    }
  }

  /**
   * Returns a draft of a call that is happening on this thread.
   *
   * @param likely the type that the event has if nothing else comes
   */
  public Draft of(EventType likely, @Nullable Object[] arguments) {
    Draft draft = new Draft(likely, context.fallbackUser());
    for (Bound bound : ofArguments) {
      tell(draft, bound.input(), arguments[bound.source().argument()]);
    }
    try {
      context.tell(draft);
    } catch (VirtualMachineError exhausted) {
      throw exhausted;
    } catch (Throwable trouble) {
      leftOut(draft, trouble);
    }
    return draft;
  }

  /** Adds what the result says; an actor that it names replaces the one known before. */
  public void addResult(Draft draft, @Nullable Object result) {
    for (Bound bound : ofResult) {
      tell(draft, bound.input(), result);
    }
  }

  private void tell(Draft draft, Input input, @Nullable Object value) {
    try {
      input.tell(draft, value);
    } catch (VirtualMachineError exhausted) {
      throw exhausted;
    } catch (Throwable trouble) {
      leftOut(draft, trouble);
    }
  }

  private void leftOut(Draft draft, Throwable trouble) {
    draft.truncated();
    report.once(method + ": " + trouble + "; that part is left out");
  }
}
