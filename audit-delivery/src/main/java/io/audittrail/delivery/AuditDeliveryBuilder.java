package io.audittrail.delivery;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds an {@link AuditDelivery}; not safe for use by several threads. */
public final class AuditDeliveryBuilder {
  private final Map<DeliveryOption, String> values = new EnumMap<>(DeliveryOption.class);
  private DeliveryListener listener = new SilentListener();
  private boolean memoryIfNoDirectory;

  AuditDeliveryBuilder() {}

  /**
   * Sets an option; white space around the value does not count.
   *
   * @throws IllegalArgumentException if the value is not allowed; the message names the option's
   *     key, the value (never that of a token) and what is allowed
   */
  public AuditDeliveryBuilder set(DeliveryOption option, String value) {
    String stripped = value.strip();
    OptionValues.check(option, stripped);
    values.put(option, stripped);
    return this;
  }

  /** Sets who hears of trouble; by default nobody. */
  public AuditDeliveryBuilder listener(DeliveryListener listener) {
    this.listener = Objects.requireNonNull(listener, "listener");
    return this;
  }

  /**
   * Lets events wait in memory when the spool's directory cannot be used, and tells the listener
   * so; without this, {@link #build} throws.
   */
  public AuditDeliveryBuilder memoryIfNoDirectory() {
    this.memoryIfNoDirectory = true;
    return this;
  }

  /**
   * Opens the delivery: opens the spool, reads the files that options name, and starts the thread
   * that sends.
   *
   * @throws IllegalArgumentException if url is missing, options do not go together, a file cannot
   *     be read, or the spool's directory cannot be used
   */
  public AuditDelivery build() {
    return new AuditDelivery(new DeliverySettings(values), listener, memoryIfNoDirectory);
  }

  private static final class SilentListener implements DeliveryListener {
    @Override
    public void info(String message) {}

    @Override
    public void warn(String message, @Nullable Throwable cause) {}
  }
}
