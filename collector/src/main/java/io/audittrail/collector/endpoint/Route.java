package io.audittrail.collector.endpoint;

/**
 * Which requests an endpoint answers.
 *
 * @param method {@code GET} (then {@code HEAD} too) or {@code POST}
 * @param path the path below the base path, without a slash at its end; a segment in braces stands
 *     for any one segment, which {@link Target#pathParameter} gives
 * @param admission who may ask
 * @param maxBodyBytes the longest body, before and after decompression; 0 if the route takes none
 * @param endpoint who answers
 */
public record Route(
    String method, String path, Admission admission, int maxBodyBytes, Endpoint endpoint) {}
