package io.audittrail.delivery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what it hears. */
final class RecordingListener implements DeliveryListener {
  final List<String> infos = new CopyOnWriteArrayList<>();
  final List<String> warnings = new CopyOnWriteArrayList<>();

  @Override
  public void info(String message) {
    infos.add(message);
  }

  @Override
  public void warn(String message, @Nullable Throwable cause) {
    warnings.add(message);
  }

  boolean warnedOf(String part) {
    return warnings.stream().anyMatch(warning -> warning.contains(part));
  }
}
