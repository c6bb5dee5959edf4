package io.audittrail.agent.draft;

import org.jspecify.annotations.Nullable;

/**
 * Where actors come from beside annotations and the audit context.
 *
 * @param fallbackUser who acts where only a tenant is named; where nobody is, delivery says so
 * @param userMdcKey the key of the application's MDC that holds the user's id; null for none
 * @param tenantMdcKey the key of the application's MDC that holds the tenant's id; null for none
 */
public record ActorSettings(
    String fallbackUser, @Nullable String userMdcKey, @Nullable String tenantMdcKey) {
  boolean usesMdc() {
    return userMdcKey != null || tenantMdcKey != null;
  }
}
