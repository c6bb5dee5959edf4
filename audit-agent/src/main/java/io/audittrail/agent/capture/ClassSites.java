package io.audittrail.agent.capture;

import java.util.List;

/**
 * The woven methods of a class, ready to be captured; kept with the class, so it may refer to it.
 */
record ClassSites(List<Site> sites) {
  /**
   * Returns the method at the given place.
   *
   * @throws IllegalStateException if there is none, as when the class was redefined meanwhile
   */
  Site site(int method) {
    if (method >= sites.size()) {
      throw new IllegalStateException("plan has no method " + method);
    }
    return sites.get(method);
  }
}
