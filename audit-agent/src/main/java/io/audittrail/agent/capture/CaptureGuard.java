package io.audittrail.agent.capture;

import io.audittrail.agent.report.AgentReport;

/**
 * Stands between capture and the application: nothing that goes wrong gets out, all of it is
 * counted, and calls that capture makes itself are no events.
 */
final class CaptureGuard {
  private final ThreadLocal<CallStack> stacks = ThreadLocal.withInitial(CallStack::new);
  private final AgentReport report;

  CaptureGuard(AgentReport report) {
    this.report = report;
  }

  /** Returns the stack of the current thread. */
  CallStack stack() {
    return stacks.get();
  }

  /**
   * Runs a task, unless this thread runs one already: then the application's method was called to
   * read a property.
   *
   * @param what what is lost if the task fails
   */
  void run(String what, Runnable task) {
    try {
      CallStack stack = stacks.get();
      if (!stack.isCapturing()) {
        stack.capturing(true);
        try {
          task.run();
        } finally {
          stack.capturing(false);
        }
      }
    } catch (Throwable trouble) {
      lost(what, trouble);
    }
  }

  private void lost(String what, Throwable trouble) {
    try {
      report.lost(what, trouble);
    } catch (Throwable more) {
      // Nothing can be said any more, as when memory is used up; the application goes on.
    }
  }
}
