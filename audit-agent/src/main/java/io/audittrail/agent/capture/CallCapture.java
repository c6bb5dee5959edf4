package io.audittrail.agent.capture;

import io.audittrail.agent.bootstrap.Call;
import io.audittrail.agent.bootstrap.CallReceiver;
import io.audittrail.agent.plan.PlanListener;
import io.audittrail.agent.report.AgentReport;
import io.audittrail.event.AuditEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Receives the calls of woven methods and hands over an event for each that is one. */
public final class CallCapture implements CallReceiver, PlanListener {
  private final ClassValue<ClassSites> sites;
  private final CaptureGuard guard;
  private final Outcomes outcomes;

  /**
   * Makes a receiver.
   *
   * @param application how to find out about the application's classes
   * @param sink takes the events; may block for a bounded time
   */
  public CallCapture(Application application, Consumer<AuditEvent> sink, AgentReport report) {
    SiteMaker maker = new SiteMaker(application, report);
    this.guard = new CaptureGuard(report);
    this.outcomes = new Outcomes(sink, guard);
    this.sites =
        new ClassValue<>() {
          @Override
          protected ClassSites computeValue(Class<?> declaring) {
            return maker.sitesOf(declaring);
          }
        };
  }

  @Override
  public void replanned(Class<?> redefined) {
    sites.remove(redefined);
  }

  @Override
  public @Nullable Object entered(Class<?> declaring, int method, @Nullable Object receiver) {
    try {
      return guard.stack().open(declaring, sites.get(declaring).site(method), receiver);
    } catch (Throwable trouble) { // told when the call is over; at worst there are two events
      return null;
    }
  }

  @Override
  public void exited(Call call) {
    CallStack stack = guard.stack();
    if (call.frame() != null) {
      stack.close(call.frame());
    }
    if (!stack.isCapturing()) { // else it is capture that called the method, to read a property
      capture(stack, call);
    }
  }

  private void capture(CallStack stack, Call call) {
    stack.capturing(true);
    try {
      Site site = sites.get(call.declaring()).site(call.method());
      if (!stack.isWithinOverride(call.declaring(), site, call.receiver())) {
        outcomes.take(site, call);
      }
    } catch (Throwable trouble) {
      guard.lost(call.declaring().getName(), trouble);
    } finally {
      stack.capturing(false);
    }
  }
}
