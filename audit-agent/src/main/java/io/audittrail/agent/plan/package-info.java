/**
 * What is to be captured, as class files say it: nothing but strings, so that it holds on to no
 * class of the application. Open {@link io.audittrail.agent.plan.ClassPlan} first.
 */
@NullMarked
package io.audittrail.agent.plan;

import org.jspecify.annotations.NullMarked;
