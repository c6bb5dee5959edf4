/**
 * What an event says: its actor, resources and attributes, before its outcome is known. Open {@link
 * io.audittrail.agent.draft.DraftMaker} first.
 */
@NullMarked
package io.audittrail.agent.draft;

import org.jspecify.annotations.NullMarked;
