package io.audittrail.collector.endpoint;

import org.jspecify.annotations.Nullable;

/**
 * A request whose answer is about to be written.
 *
 * @param method the method, as it was sent
 * @param route the path of the route, as {@link Route#path()}; null if there is nothing at the path
 * @param status the status of the answer
 * @param nanos the time since the end of the request's headers
 */
public record AnsweredRequest(String method, @Nullable String route, int status, long nanos) {}
