package io.audittrail.agent.capture;

import io.audittrail.agent.bootstrap.Call;
import io.audittrail.agent.bootstrap.CallReceiver;
import io.audittrail.agent.plan.ClassPlan;
import io.audittrail.agent.report.AgentReport;
import io.audittrail.event.AuditEvent;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Receives the calls of woven methods and hands over an event for each that is one. */
public final class CallCapture implements CallReceiver {
  private final ClassValue<ClassSites> sites;
  private final ThreadLocal<CallStack> stacks = ThreadLocal.withInitial(CallStack::new);
  private final Outcomes outcomes;
  private final AgentReport report;

  /**
   * Makes a receiver.
   *
   * @param plans returns the plan of a woven class, null for one that is not woven
   * @param actors where actors come from beside annotations
   * @param sink takes the events; may block for a bounded time
   */
  public CallCapture(
      Function<Class<?>, @Nullable ClassPlan> plans,
      ActorSettings actors,
      Consumer<AuditEvent> sink,
      AgentReport report) {
    this.report = report;
    this.outcomes = new Outcomes(sink, report);
    PropertyReader properties = new PropertyReader(actors.doors());
    this.sites =
        new ClassValue<>() {
          @Override
          protected ClassSites computeValue(Class<?> declaring) {
            return ClassSites.of(declaring, plans.apply(declaring), actors, properties);
          }
        };
  }

  @Override
  public @Nullable Object entered(Class<?> declaring, int method, @Nullable Object receiver) {
    try {
      return stacks.get().open(declaring, sites.get(declaring).site(method), receiver);
    } catch (Throwable trouble) { // the call goes on; at worst it makes two events
      return null;
    }
  }

  @Override
  public void exited(Call call) {
    try {
      CallStack stack = stacks.get();
      if (call.frame() != null) {
        stack.close(call.frame());
      }
      if (stack.isCapturing()) {
        return; // a property of an argument that is itself an audited method
      }
      stack.capturing(true);
      try {
        capture(call, stack);
      } finally {
        stack.capturing(false);
      }
    } catch (Throwable trouble) {
      lost(call, trouble);
    }
  }

  private void capture(Call call, CallStack stack) {
    Site site = sites.get(call.declaring()).site(call.method());
    if (!stack.isWithinOverride(call.declaring(), site, call.receiver())) {
      outcomes.take(site, call);
    }
  }

  private void lost(Call call, Throwable trouble) {
    try {
      report.lost(call.declaring().getName(), trouble);
    } catch (Throwable more) {
      // Nothing can be said any more, as when memory is used up; the application goes on.
    }
  }
}
