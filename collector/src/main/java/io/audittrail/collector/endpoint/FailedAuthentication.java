package io.audittrail.collector.endpoint;

/**
 * A request that was answered with 401.
 *
 * @param remoteAddress the address from which it came; that of the proxy if there is one
 * @param path the path that it asked for, as it was sent
 * @param reason what the answer said
 */
public record FailedAuthentication(String remoteAddress, String path, String reason) {}
