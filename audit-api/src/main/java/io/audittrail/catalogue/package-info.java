/**
 * The event types: what can happen, in which system, and which resources it speaks of. Open {@link
 * io.audittrail.catalogue.DocumentedEventType} first; {@link io.audittrail.catalogue.EventType} is
 * what an organisation's own enum implements.
 */
@NullMarked
package io.audittrail.catalogue;

import org.jspecify.annotations.NullMarked;
