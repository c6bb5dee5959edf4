/**
 * Turns a call of a woven method into an event. Open {@link
 * io.audittrail.agent.capture.CallCapture} first.
 *
 * <p>This runs on the application's threads. Whatever goes wrong here is counted and told, and
 * never reaches the application. What is remembered of the application's classes is kept with those
 * classes themselves, so that they can be unloaded.
 */
@NullMarked
package io.audittrail.agent.capture;

import org.jspecify.annotations.NullMarked;
