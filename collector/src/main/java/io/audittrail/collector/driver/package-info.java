/**
 * How a process comes to SQLite: its library is loaded here, and nobody connects past {@link
 * io.audittrail.collector.driver.SqliteDriver}.
 */
@NullMarked
package io.audittrail.collector.driver;

import org.jspecify.annotations.NullMarked;
