/**
 * What every answer with events has: the events, what they mention, and the record that somebody
 * read them. Open {@link io.audittrail.collector.query.answer.PageWriter} first.
 */
@NullMarked
package io.audittrail.collector.query.answer;

import org.jspecify.annotations.NullMarked;
