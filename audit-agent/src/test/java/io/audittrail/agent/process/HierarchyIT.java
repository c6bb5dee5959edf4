package io.audittrail.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.audittrail.agent.process.AgentProcess.Ended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testapp.Hierarchy;

/** Exactly one event for one call, however the method is inherited. */
class HierarchyIT {
  @ParameterizedTest
  @CsvSource({
    "bridged, trigger_create",
    "default, trigger_get",
    "own, trigger_update",
    "interface-super, trigger_get",
    "abstract, trigger_delete",
    "super, trigger_reset",
    "recursion, trigger_reset trigger_reset trigger_reset",
    "delegating, trigger_reset trigger_reset",
    "jdk-proxy, trigger_create",
    "cglib-name, trigger_create",
    "any-name, trigger_create",
    "lambda, alert_create",
    "aware, alert_create",
    "audited-property, trigger_update",
  })
  void call_ofInheritedMethod_isOneEvent(String scenario, String types) {
    try (RecordingCollector collector = RecordingCollector.start()) {
      AgentProcess.of(Hierarchy.class, scenario)
          .libraries("byte-buddy")
          .agent("url=" + collector.url())
          .run()
          .requireSuccess();

      assertThat(collector.types()).containsExactly(types.split(" "));
    }
  }

  @Test
  void body_inClassThatDoesNotImplementTheInterface_isNotAuditedAndTold() {
    try (RecordingCollector collector = RecordingCollector.start()) {
      Ended ended =
          AgentProcess.of(Hierarchy.class, "unaware")
              .libraries("byte-buddy")
              .agent("url=" + collector.url())
              .run()
              .requireSuccess();

      assertThat(collector.types()).isEmpty();
      assertThat(ended.told())
          .anySatisfy(
              line ->
                  assertThat(line)
                      .contains("Unaware.close has its body in testapp.Hierarchy$UnawareBody"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bridged, item, abc",
    "own, own, x",
    "super, depth, 0",
    "audited-property, item, i-1"
  })
  void attributes_comeFromNearestAnnotatedMethod(String scenario, String key, String value) {
    try (RecordingCollector collector = RecordingCollector.start()) {
      AgentProcess.of(Hierarchy.class, scenario)
          .libraries("byte-buddy")
          .agent("url=" + collector.url())
          .run()
          .requireSuccess();

      assertThat(collector.events().get(0).path(key).asText()).isEqualTo(value);
    }
  }
}
