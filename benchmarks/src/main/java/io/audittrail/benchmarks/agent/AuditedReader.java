package io.audittrail.benchmarks.agent;

import io.audittrail.annotation.AuditAttribute;
import io.audittrail.annotation.AuditResource;
import io.audittrail.annotation.Audited;
import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.catalogue.ResourceKind;
import org.openjdk.jmh.annotations.CompilerControl;

/** Is audited by the agent, with two captured arguments. */
final class AuditedReader implements Reader {
  @Override
  @Audited(DocumentedEventType.GET_DATASETS)
  @CompilerControl(CompilerControl.Mode.DONT_INLINE)
  public int read(
      @AuditResource(ResourceKind.DATASET) String dataset,
      @AuditAttribute("format") String format) {
    return dataset.length() + format.length();
  }
}
