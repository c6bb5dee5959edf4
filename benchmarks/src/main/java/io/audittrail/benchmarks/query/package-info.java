/**
 * What answers of a collector with many events take; open {@link
 * io.audittrail.benchmarks.query.QueryPart} first.
 */
@NullMarked
package io.audittrail.benchmarks.query;

import org.jspecify.annotations.NullMarked;
