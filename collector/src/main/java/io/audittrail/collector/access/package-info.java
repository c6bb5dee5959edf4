/**
 * Who may do what: tokens, their permissions, and the files that only the operator may read. Open
 * {@link io.audittrail.collector.access.TokenStore} first, then {@link
 * io.audittrail.collector.access.Token}.
 */
@NullMarked
package io.audittrail.collector.access;

import org.jspecify.annotations.NullMarked;
