/**
 * How an event becomes few bytes and is compared with another; no SQL here. Open {@link
 * io.audittrail.collector.store.content.ContentCodec} first.
 */
@NullMarked
package io.audittrail.collector.store.content;

import org.jspecify.annotations.NullMarked;
