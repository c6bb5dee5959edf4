/**
 * Reads properties of the application's objects along a path. Open {@link
 * io.audittrail.agent.property.PropertyPath} first.
 */
@NullMarked
package io.audittrail.agent.property;

import org.jspecify.annotations.NullMarked;
