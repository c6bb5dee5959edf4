package io.audittrail.collector.http;

import io.audittrail.collector.tls.TlsFiles;
import org.jspecify.annotations.Nullable;

/**
 * Where the server listens.
 *
 * @param host the name or address to bind
 * @param port the port to bind; 0 for any that is free
 * @param basePath the path that clients may put before every path; empty, or a path with a slash at
 *     its begin and none at its end
 * @param publicUrl the address that clients use, without a slash at its end, where that is not the
 *     one that requests name, as behind a proxy; null if it is
 * @param tls the files to speak TLS with; null for plain HTTP
 */
public record HttpSettings(
    String host, int port, String basePath, @Nullable String publicUrl, @Nullable TlsFiles tls) {}
