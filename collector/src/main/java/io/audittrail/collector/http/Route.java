package io.audittrail.collector.http;

import io.audittrail.collector.access.Permission;
import org.jspecify.annotations.Nullable;

/**
 * Which requests an endpoint answers.
 *
 * @param method {@code GET} (then {@code HEAD} too) or {@code POST}
 * @param path the path below the base path, without a slash at its end
 * @param needs the permission that the token must have; null if anybody may ask, without a token
 * @param maxBodyBytes the longest body, before and after decompression; 0 if the route takes none
 * @param endpoint who answers
 */
public record Route(
    String method, String path, @Nullable Permission needs, int maxBodyBytes, Endpoint endpoint) {}
