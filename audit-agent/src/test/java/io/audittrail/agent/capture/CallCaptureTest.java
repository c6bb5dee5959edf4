package io.audittrail.agent.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.agent.bootstrap.Call;
import io.audittrail.agent.draft.ActorSettings;
import io.audittrail.agent.plan.ClassPlan;
import io.audittrail.agent.plan.EventPlan;
import io.audittrail.agent.plan.MethodPlan;
import io.audittrail.agent.plan.PlanSource;
import io.audittrail.agent.plan.TypeName;
import io.audittrail.agent.property.ModuleDoors;
import io.audittrail.agent.report.AgentReport;
import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.event.AuditEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CallCaptureTest {
  private static final EventPlan EVENT =
      new EventPlan(
          new TypeName(DocumentedEventType.class.getName(), "ALERT_GET"),
          List.of(),
          List.of(),
          List.of(),
          List.of());

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final AgentReport report =
      new AgentReport(new PrintStream(told, true, StandardCharsets.UTF_8), false);
  private final List<AuditEvent> events = new ArrayList<>();

  private CallCapture capture(PlanSource plans, Consumer<AuditEvent> sink) {
    Instrumentation none =
        (Instrumentation)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> {
                  throw new UnsupportedOperationException(method.getName());
                });
    return new CallCapture(
        new Application(plans, new ModuleDoors(none), new ActorSettings("nobody", null, null)),
        sink,
        report);
  }

  private static ClassPlan planOf(Class<?> woven) {
    return new ClassPlan(
        woven.getName(),
        List.of(new MethodPlan("method", "()V", Set.of("method()V"), false, EVENT)));
  }

  private static Call call() {
    return new Call(CallCaptureTest.class, 0, null, new Object[0], null, null, null);
  }

  @Test
  void call_thatIsOver_isOneEvent() {
    capture(CallCaptureTest::planOf, events::add).exited(call());

    assertThat(events)
        .singleElement()
        .satisfies(event -> assertThat(event.type()).isEqualTo(DocumentedEventType.ALERT_GET));
    assertThat(report.lostEvents()).isZero();
  }

  @Test
  void call_withinCapture_isNoEvent() {
    List<CallCapture> capture = new ArrayList<>();
    capture.add(
        capture(
            CallCaptureTest::planOf,
            event -> {
              events.add(event);
              capture.get(0).exited(call());
            }));

    capture.get(0).exited(call());
    assertThat(events).hasSize(1);

    capture.get(0).exited(call());
    assertThat(events).hasSize(2);
  }

  @Test
  void trouble_ofCapture_isCountedAndToldAtBoundedRate() {
    CallCapture capture =
        capture(
            woven -> {
              throw new AssertionError("bad");
            },
            events::add);

    for (int i = 0; i < 100; i++) {
      capture.exited(call());
    }

    assertThat(events).isEmpty();
    assertThat(report.lostEvents()).isEqualTo(100);
    assertThat(told.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .contains("lost an event of " + getClass().getName() + " (1 lost so far)", "bad");
  }

  @Test
  void event_thatTheSinkRefuses_isCountedAndTheNextOneIsCaptured() {
    CallCapture capture =
        capture(
            CallCaptureTest::planOf,
            event -> {
              events.add(event);
              throw new IllegalStateException("full");
            });

    capture.exited(call());
    capture.exited(call());

    assertThat(events).hasSize(2);
    assertThat(report.lostEvents()).isEqualTo(2);
  }
}
