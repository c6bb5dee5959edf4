package io.audittrail.agent.config;

/**
 * A value that somebody gave.
 *
 * @param key its key, such as {@code spoolBytes}
 * @param value the value
 * @param source where it stands, for people
 */
record Setting(String key, String value, String source) {
  IllegalArgumentException refused(String message) {
    return new IllegalArgumentException(message + " (in " + source + ")");
  }
}
