package io.audittrail.agent.config;

import io.audittrail.delivery.DeliveryOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys that settings can have: those of delivery, and the agent's own. */
final class SettingKeys {
  static final String ENABLED = "agent.enabled";
  static final String ANNOTATIONS = "annotations";
  static final String USER_MDC_KEY = "actorUserMdcKey";
  static final String TENANT_MDC_KEY = "actorTenantMdcKey";
  static final String CONFIG = "config";
  static final String DEBUG = "debug";

  private static final String ENVIRONMENT_PREFIX = "AUDIT_";

  /** Keys by the names of their environment variables. */
  private static final Map<String, String> BY_VARIABLE = new LinkedHashMap<>();

  static {
    for (DeliveryOption option : DeliveryOption.values()) {
      add(option.key());
    }
    for (String own :
        new String[] {ENABLED, ANNOTATIONS, USER_MDC_KEY, TENANT_MDC_KEY, CONFIG, DEBUG}) {
      add(own);
    }
  }

  private SettingKeys() {}

  private static void add(String key) {
    BY_VARIABLE.put(variable(key), key);
  }

  /** Returns all keys. */
  static Set<String> all() {
    return Set.copyOf(BY_VARIABLE.values());
  }

  /** Returns the environment variable of a key: {@code AUDIT_SPOOL_BYTES} of {@code spoolBytes}. */
  static String variable(String key) {
    StringBuilder name = new StringBuilder(ENVIRONMENT_PREFIX);
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (Character.isUpperCase(c)) {
        name.append('_');
      }
      name.append(c == '.' ? '_' : c);
    }
    return name.toString().toUpperCase(Locale.ROOT);
  }

  /** Returns whether an environment variable looks like one of ours. */
  static boolean looksLikeVariable(String name) {
    return name.startsWith(ENVIRONMENT_PREFIX);
  }

  /** Returns the key of an environment variable; null if it is none of ours. */
  static @Nullable String ofVariable(String name) {
    return BY_VARIABLE.get(name);
  }

  static boolean isKnown(String key) {
    return BY_VARIABLE.containsValue(key);
  }

  /** Returns the key that is nearest to one that is not known. */
  static String nearest(String unknown) {
    return NearestName.of(unknown, BY_VARIABLE.values());
  }

  /** Returns the environment variable that is nearest to one that is not known. */
  static String nearestVariable(String unknown) {
    return NearestName.of(unknown, BY_VARIABLE.keySet());
  }
}
