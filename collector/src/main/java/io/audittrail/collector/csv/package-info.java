/**
 * Records of RFC 4180, and what they say of an event, for exports and for the command line. Open
 * {@link io.audittrail.collector.csv.EventRow} first.
 */
@NullMarked
package io.audittrail.collector.csv;

import org.jspecify.annotations.NullMarked;
