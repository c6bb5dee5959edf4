/**
 * Reads class files: what they say of audited methods, and no more. Open {@link
 * io.audittrail.agent.classfile.ClassOutline} first.
 */
@NullMarked
package io.audittrail.agent.classfile;

import org.jspecify.annotations.NullMarked;
