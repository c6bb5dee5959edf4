package io.audittrail.benchmarks.agent;

import io.opentelemetry.instrumentation.annotations.SpanAttribute;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import org.openjdk.jmh.annotations.CompilerControl;

/** Is traced by OpenTelemetry's agent, with two captured arguments. */
final class TracedReader implements Reader {
  @Override
  @WithSpan
  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  public int read(
      @SpanAttribute("dataset_id") String dataset, @SpanAttribute("format") String format) {
    return dataset.length() + format.length();
  }
}
