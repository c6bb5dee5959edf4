package io.audittrail.collector.http;

/**
 * Where the server listens.
 *
 * @param host the name or address to bind
 * @param port the port to bind; 0 for any that is free
 * @param basePath the path that clients may put before every path; empty, or a path with a slash at
 *     its begin and none at its end
 */
public record HttpSettings(String host, int port, String basePath) {}
