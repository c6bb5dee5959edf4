package io.audittrail.delivery.send;

import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a collector takes events in, and how to get there.
 *
 * @param uri the address of the ingest endpoint
 * @param token who we are
 * @param trust whom to trust; null for the JDK's trust anchors
 * @param proxy the proxy to go through; null for none
 */
public record Endpoint(
    URI uri, BearerToken token, @Nullable TrustAnchors trust, @Nullable InetSocketAddress proxy) {}
