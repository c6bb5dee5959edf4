package io.audittrail.collector.store;

import io.audittrail.catalogue.ResourceKind;

/**
 * A resource that a page speaks of.
 *
 * @param tenant the tenant of the event that mentions it: of several descriptions by different
 *     tenants, a viewer without a tenant is shown the one of this tenant, else the one written last
 */
public record Mention(ResourceKind kind, String id, String tenant) {}
