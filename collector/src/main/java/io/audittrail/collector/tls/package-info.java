/**
 * The certificate and the key with which the server shows who it is. Open {@link
 * io.audittrail.collector.tls.TlsFiles} first.
 */
@NullMarked
package io.audittrail.collector.tls;

import org.jspecify.annotations.NullMarked;
