package io.audittrail.examples.own;

import static io.audittrail.catalogue.ResourceKind.DATASET;
import static io.audittrail.examples.own.ReportEventType.REPORT_EXPORT;

import io.audittrail.annotation.AuditAttribute;
import io.audittrail.annotation.AuditResource;
import io.audittrail.examples.domain.Dataset;

/** Reports about datasets. */
public final class ReportService {
  /** Returns the report about a dataset. The event tells how many characters left the house. */
  @ReportAudited(REPORT_EXPORT)
  @AuditAttribute(value = "characters", path = "length")
  public String export(@AuditResource(value = DATASET, path = "id") Dataset dataset) {
    return "All about " + dataset.title();
  }
}
