package io.audittrail.collector.application;

import io.audittrail.catalogue.ResourceKind;
import io.audittrail.collector.endpoint.Call;
import io.audittrail.collector.endpoint.Refusal;
import io.audittrail.collector.store.EventFilter;
import io.audittrail.collector.wire.Quoted;
import io.audittrail.wire.WireLimits;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An application as somebody sees it.
 *
 * @param application the application's id, 1 to 512 characters
 * @param viewer the tenant whose events are seen; null for those of all tenants
 */
record Viewed(String application, @Nullable String viewer) {
  /**
   * Returns what a call asks about.
   *
   * @throws Refusal with 404 if it names an application that no event can speak of
   */
  static Viewed of(Call call) {
    Viewed viewed = new Viewed(call.target().pathParameter("id"), call.requireToken().tenant());
    int length = viewed.application.length();
    if (length == 0 || length > WireLimits.MAX_ID_LENGTH) {
      throw viewed.notFound();
    }
    return viewed;
  }

  /** Returns the condition that an event speaks of the application, to which more can be added. */
  EventFilter.Builder filter() {
    return EventFilter.builder().ids(ResourceKind.APPLICATION, Set.of(application));
  }

  /** Says that there is nothing to see, which never tells whether another tenant sees more. */
  Refusal notFound() {
    return new Refusal(404, "there is no application " + Quoted.of(application));
  }
}
