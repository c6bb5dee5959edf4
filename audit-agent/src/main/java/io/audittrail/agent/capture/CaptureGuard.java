package io.audittrail.agent.capture;

import io.audittrail.agent.report.AgentReport;
import org.jspecify.annotations.Nullable;

/**
 * Stands between capture and the application: nothing that goes wrong gets out, all of it is
 * counted, and calls that capture makes itself are no events.
 */
final class CaptureGuard {
  private final ThreadLocal<@Nullable CallStack> stacks = new ThreadLocal<>();
  private final AgentReport report;

  CaptureGuard(AgentReport report) {
    this.report = report;
  }

  /** Returns the stack of the current thread. */
  CallStack stack() {
    CallStack stack = stacks.get();
    if (stack == null) {
      stack = new CallStack();
      stacks.set(stack);
    }
    return stack;
  }

  /**
   * Captures the completion of a stage, which can happen within the call that returned it.
   *
   * @param what what is lost if the task fails
   */
  void run(String what, Runnable task) {
    CallStack stack = stack();
    boolean outer = stack.isCapturing();
    stack.capturing(true);
    try {
      task.run();
    } catch (Throwable trouble) {
      lost(what, trouble);
    } finally {
      stack.capturing(outer);
    }
  }

  /** Counts an event that could not be made, and tells it. */
  void lost(String what, Throwable trouble) {
    try {
      report.lost(what, trouble);
    } catch (Throwable more) {
      // Nothing can be said any more, as when memory is used up; the application goes on.
    }
  }
}
