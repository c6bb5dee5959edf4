/**
 * Contract B, application events: what its clients call first, and the events of an application
 * page by page. Open {@link io.audittrail.collector.application.ApplicationRoutes} first.
 */
@NullMarked
package io.audittrail.collector.application;

import org.jspecify.annotations.NullMarked;
