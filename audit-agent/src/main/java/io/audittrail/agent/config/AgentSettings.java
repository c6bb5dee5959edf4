package io.audittrail.agent.config;

import io.audittrail.delivery.AuditDeliveryBuilder;
import io.audittrail.delivery.DeliveryOption;
import io.audittrail.delivery.FullPolicy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the operator has set; immutable. */
public final class AgentSettings {
  /** An audited method waits no longer than this, if nothing else is set. */
  private static final String FULL_WAIT_MILLIS = "100";

  private final Map<String, Setting> settings;
  private final List<String> warnings;

  AgentSettings(Map<String, Setting> settings, List<String> warnings) {
    this.settings = Map.copyOf(settings);
    this.warnings = warnings;
  }

  /** Returns whether the agent does anything at all: the kill switch {@code agent.enabled}. */
  public boolean enabled() {
    return isEnabled(settings);
  }

  static boolean isEnabled(Map<String, Setting> settings) {
    return flag(settings.get(SettingKeys.ENABLED), true);
  }

  /** Returns whether more is told than an operator needs every day. */
  public boolean debug() {
    return flag(settings.get(SettingKeys.DEBUG), false);
  }

  /** Returns where the collector is; empty if that is not set. */
  public String url() {
    String url = text(DeliveryOption.URL.key());
    return url == null ? "" : url;
  }

  /** Returns the names of an organisation's own annotations. */
  public Set<String> annotations() {
    String names = text(SettingKeys.ANNOTATIONS);
    Set<String> annotations = new LinkedHashSet<>();
    if (names != null) {
      for (String name : names.split("[,;:\\s]+", -1)) {
        if (!name.isEmpty()) {
          annotations.add(name);
        }
      }
    }
    return annotations;
  }

  /** Returns who acts in events that name nobody. */
  public String actorUser() {
    String user = text(DeliveryOption.ACTOR_USER.key());
    return user == null ? DeliveryOption.ACTOR_USER.defaultValue() : user;
  }

  /** Returns the MDC key that holds the acting user; null for none. */
  public @Nullable String userMdcKey() {
    return text(SettingKeys.USER_MDC_KEY);
  }

  /** Returns the MDC key that holds the acting user's tenant; null for none. */
  public @Nullable String tenantMdcKey() {
    return text(SettingKeys.TENANT_MDC_KEY);
  }

  /** Returns what is odd, but no reason to refuse. */
  public List<String> warnings() {
    return warnings;
  }

  /**
   * Sets the options of delivery.
   *
   * @throws IllegalArgumentException if one is not allowed; the agent refuses the policy FAIL,
   *     because it never throws into the application
   */
  public void applyTo(AuditDeliveryBuilder delivery) {
    delivery.set(DeliveryOption.FULL_WAIT_MILLIS, FULL_WAIT_MILLIS);
    for (DeliveryOption option : DeliveryOption.values()) {
      Setting setting = settings.get(option.key());
      if (setting != null) {
        apply(setting, option, delivery);
      }
    }
  }

  private static void apply(Setting setting, DeliveryOption option, AuditDeliveryBuilder delivery) {
    String value = setting.value().strip();
    if (option == DeliveryOption.WHEN_FULL && value.equalsIgnoreCase(FullPolicy.FAIL.name())) {
      throw setting.refused("whenFull was " + value + ", allowed in the agent are WAIT and DROP");
    }
    try {
      delivery.set(option, value);
    } catch (IllegalArgumentException e) {
      throw setting.refused(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable String text(String key) {
    return SettingsReader.valueOf(settings.get(key));
  }

  private static boolean flag(@Nullable Setting setting, boolean absent) {
    if (setting == null) {
      return absent;
    }
    return switch (setting.value().strip().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw setting.refused(
              setting.key() + " was \"" + setting.value() + "\", allowed are true and false");
    };
  }
}
