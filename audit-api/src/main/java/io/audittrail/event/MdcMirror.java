package io.audittrail.event;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Shows who acts to log lines through SLF4J's MDC, if the application has SLF4J. */
final class MdcMirror {
  private static final boolean AVAILABLE = isAvailable();

  private MdcMirror() {}

  /** Shows the actor, or nobody; never throws, because who acts must not depend on a log line. */
  static void show(@Nullable Actor actor) {
    if (!AVAILABLE) {
      return;
    }
    try {
      put(AuditContext.MDC_USER, actor == null ? null : actor.user());
      put(AuditContext.MDC_TENANT, actor == null ? null : actor.tenant());
    } catch (LinkageError | RuntimeException ignored) {
      // The logging backend's trouble costs the log line its two keys, and nothing else.
    }
  }

  private static void put(String key, @Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }

  /**
   * SLF4J can be absent, or present with a provider that fails to start; neither is our trouble.
   */
  private static boolean isAvailable() {
    try {
      MDC.remove(AuditContext.MDC_USER);
      return true;
    } catch (LinkageError | RuntimeException absent) {
      return false;
    }
  }
}
