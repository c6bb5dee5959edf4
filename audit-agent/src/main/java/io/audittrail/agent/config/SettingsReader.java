package io.audittrail.agent.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings. For each key the first of these sources that has it counts: the agent's
 * arguments, system properties {@code audit.*}, environment variables {@code AUDIT_*}, and the
 * properties file that {@code config} names.
 */
public final class SettingsReader {
  private static final String PROPERTY_PREFIX = "audit.";

  private final Properties system;
  private final Map<String, String> environment;
  private final List<String> warnings = new ArrayList<>();

  SettingsReader(Properties system, Map<String, String> environment) {
    this.system = system;
    this.environment = environment;
  }

  /** Returns a reader of this process's system properties and environment. */
  public static SettingsReader ofThisProcess() {
    return new SettingsReader(System.getProperties(), System.getenv());
  }

  /**
   * Returns the settings.
   *
   * @param arguments {@code key=value,key=value}; may be empty
   * @throws IllegalArgumentException if a key is not known, a value is not allowed, or the file
   *     cannot be read; if {@code agent.enabled} is false, nothing else is looked at
   */
  public AgentSettings read(String arguments) {
    Map<String, Setting> settings = new HashMap<>();
    environment(settings);
    system(settings);
    arguments(arguments, settings);
    if (AgentSettings.isEnabled(settings)) {
      Setting config = settings.get(SettingKeys.CONFIG);
      if (config != null) {
        Map<String, Setting> all = file(config);
        all.putAll(settings);
        settings = all;
      }
    }
    if (AgentSettings.isEnabled(settings)) {
      for (Setting setting : settings.values()) {
        requireKnown(setting);
      }
    }
    return new AgentSettings(settings, List.copyOf(warnings));
  }

  private void environment(Map<String, Setting> settings) {
    for (Map.Entry<String, String> entry : environment.entrySet()) {
      String variable = entry.getKey();
      String key = SettingKeys.ofVariable(variable);
      if (key != null && !entry.getValue().isEmpty()) { // containers set variables to nothing
        settings.put(key, new Setting(key, entry.getValue(), "environment variable " + variable));
      } else if (key == null && SettingKeys.looksLikeVariable(variable)) {
        warnings.add(
            "environment variable "
                + variable
                + " is not known and ignored, the nearest is "
                + SettingKeys.nearestVariable(variable));
      }
    }
  }

  private void system(Map<String, Setting> settings) {
    for (String name : system.stringPropertyNames()) {
      if (name.startsWith(PROPERTY_PREFIX)) {
        String key = name.substring(PROPERTY_PREFIX.length());
        settings.put(key, new Setting(key, system.getProperty(name), "system property " + name));
      }
    }
  }

  private static void arguments(String arguments, Map<String, Setting> settings) {
    for (int start = 0; start < arguments.length(); ) {
      int comma = arguments.indexOf(',', start);
      int end = comma < 0 ? arguments.length() : comma;
      argument(arguments.substring(start, end).strip(), settings);
      start = end + 1;
    }
  }

  private static void argument(String argument, Map<String, Setting> settings) {
    if (argument.isEmpty()) {
      return;
    }
    int equals = argument.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException(
          "agent argument was \"" + argument + "\", allowed is key=value,key=value");
    }
    String key = argument.substring(0, equals).strip();
    settings.put(key, new Setting(key, argument.substring(equals + 1), "the agent's arguments"));
  }

  private static Map<String, Setting> file(Setting config) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(config.value()))) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw config.refused("config was \"" + config.value() + "\", which cannot be read: " + e);
    }
    Map<String, Setting> settings = new HashMap<>();
    for (String key : properties.stringPropertyNames()) {
      settings.put(key, new Setting(key, properties.getProperty(key), config.value()));
    }
    return settings;
  }

  private static void requireKnown(Setting setting) {
    if (!SettingKeys.isKnown(setting.key())) {
      throw setting.refused(
          "setting \""
              + setting.key()
              + "\" is not known, the nearest is "
              + SettingKeys.nearest(setting.key()));
    }
  }

  static @Nullable String valueOf(@Nullable Setting setting) {
    return setting == null ? null : setting.value().strip();
  }
}
