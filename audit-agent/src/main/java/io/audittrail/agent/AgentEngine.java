package io.audittrail.agent;

import io.audittrail.agent.bootstrap.AuditBridge;
import io.audittrail.agent.capture.Application;
import io.audittrail.agent.capture.CallCapture;
import io.audittrail.agent.config.AgentSettings;
import io.audittrail.agent.config.SettingsReader;
import io.audittrail.agent.draft.ActorSettings;
import io.audittrail.agent.property.ModuleDoors;
import io.audittrail.agent.report.AgentReport;
import io.audittrail.agent.weaving.AuditTransformer;
import io.audittrail.delivery.AuditDelivery;
import io.audittrail.delivery.AuditDeliveryBuilder;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Connects settings, weaving, capture and delivery, and starts them.
 *
 * <p>Whatever is wrong with the settings, the application starts, unwoven, after one line on
 * standard error.
 */
public final class AgentEngine {
  private AgentEngine() {}

  /**
   * Starts the agent; called once, before the application's {@code main}.
   *
   * @param version the agent's version
   * @param arguments what stands behind {@code audit-agent.jar=}; null if nothing does
   */
  public static void start(
      String version, @Nullable String arguments, Instrumentation instrumentation) {
    try {
      AgentSettings settings =
          SettingsReader.ofThisProcess().read(arguments == null ? "" : arguments);
      AgentReport report = new AgentReport(System.err, settings.debug());
      for (String warning : settings.warnings()) {
        report.line(warning);
      }
      if (AuditBridge.isConnected()) {
        throw new IllegalStateException("it is attached already");
      }
      if (settings.enabled()) {
        start(version, settings, report, instrumentation);
      } else {
        report.line("off, agent.enabled was false");
      }
    } catch (IllegalArgumentException | IllegalStateException bad) {
      new AgentReport(System.err, false).off(bad);
    }
  }

  private static void start(
      String version, AgentSettings settings, AgentReport report, Instrumentation instrumentation) {
    HttpModule.require(instrumentation);
    AuditTransformer transformer = new AuditTransformer(settings.annotations(), report);
    OpeningDelivery delivery =
        new OpeningDelivery(
            deliveryOf(settings, report),
            new OpeningDelivery.Listener() {
              @Override
              public void opened(AuditDelivery opened) {
                report.line(
                    version
                        + " is on, url is "
                        + settings.url()
                        + ", events wait in "
                        + opened.spool());
              }

              @Override
              public void failed(Throwable cause) {
                instrumentation.removeTransformer(transformer);
                AuditBridge.connect(null);
                report.off(cause);
              }
            });
    Application application =
        new Application(
            transformer,
            new ModuleDoors(instrumentation),
            new ActorSettings(
                settings.actorUser(), settings.userMdcKey(), settings.tenantMdcKey()));
    CallCapture capture = new CallCapture(application, delivery, report);
    transformer.listener(capture);
    AuditBridge.connect(capture);
    instrumentation.addTransformer(transformer);
    ShutdownDrain.register(delivery, report, instrumentation);
    delivery.start();
  }

  private static AuditDeliveryBuilder deliveryOf(AgentSettings settings, AgentReport report) {
    AuditDeliveryBuilder builder =
        AuditDelivery.builder().listener(new ReportListener(report)).memoryIfNoDirectory();
    settings.applyTo(builder);
    return builder;
  }
}
