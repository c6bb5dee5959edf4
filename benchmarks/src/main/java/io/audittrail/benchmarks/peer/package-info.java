/**
 * What others take in, in the same run; open {@link io.audittrail.benchmarks.peer.IngestPeers}
 * first.
 */
@NullMarked
package io.audittrail.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
