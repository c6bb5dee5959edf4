package io.audittrail.agent;

import io.audittrail.agent.report.AgentReport;
import io.audittrail.delivery.DeliveryListener;
import org.jspecify.annotations.Nullable;

/** Tells delivery's trouble to the operator. */
final class ReportListener implements DeliveryListener {
  private final AgentReport report;

  ReportListener(AgentReport report) {
    this.report = report;
  }

  @Override
  public void info(String message) {
    report.line(message);
  }

  @Override
  public void warn(String message, @Nullable Throwable cause) {
    report.line(message, cause);
  }
}
