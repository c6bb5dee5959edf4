package io.audittrail.delivery.send;

import io.audittrail.delivery.spool.Outgoing;

/**
 * What is sent, and who counts what becomes of it.
 *
 * @param outgoing the records' spool
 * @param observer hears of each step
 */
record Consignment(Outgoing outgoing, SendObserver observer) {}
