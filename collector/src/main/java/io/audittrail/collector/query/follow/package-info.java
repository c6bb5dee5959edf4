/**
 * Sends events as they are committed. Open {@link
 * io.audittrail.collector.query.follow.FollowEndpoint} first.
 */
@NullMarked
package io.audittrail.collector.query.follow;

import org.jspecify.annotations.NullMarked;
