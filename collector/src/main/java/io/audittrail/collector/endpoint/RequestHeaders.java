package io.audittrail.collector.endpoint;

import org.jspecify.annotations.Nullable;

/** The headers of a request. */
@FunctionalInterface
public interface RequestHeaders {
  /** Returns the first value of a header, whose name may be spelled in either case, or null. */
  @Nullable String get(String name);
}
