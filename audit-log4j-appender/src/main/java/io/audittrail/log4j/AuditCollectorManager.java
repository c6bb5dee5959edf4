package io.audittrail.log4j;

import io.audittrail.delivery.AuditDelivery;
import io.audittrail.delivery.AuditDeliveryBuilder;
import io.audittrail.delivery.DeliveryOption;
import io.audittrail.delivery.DeliveryStatistics;
import io.audittrail.event.AuditEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.appender.AbstractManager;

/**
 * Holds the delivery of all appenders with equal settings, so that a reconfiguration that changes
 * nothing keeps the spool, and one that changes something drains the old one.
 */
final class AuditCollectorManager extends AbstractManager {
  private final AuditDelivery delivery;

  private AuditCollectorManager(String name, AuditDelivery delivery) {
    super(null, name);
    this.delivery = delivery;
  }

  /**
   * Returns the manager for the given settings, a new one if there is none.
   *
   * @throws IllegalArgumentException if a setting is not allowed; it names the setting, the value
   *     and what is allowed
   */
  static AuditCollectorManager get(Map<DeliveryOption, String> settings) {
    return getManager(name(settings), AuditCollectorManager::open, settings);
  }

  private static AuditCollectorManager open(String name, Map<DeliveryOption, String> settings) {
    AuditDeliveryBuilder builder = AuditDelivery.builder();
    settings.forEach(builder::set);
    StatusListener listener = new StatusListener();
    AuditDelivery delivery = builder.listener(listener).memoryIfNoDirectory().build();
    listener.atStart("events wait in " + delivery.spool());
    return new AuditCollectorManager(name, delivery);
  }

  /** Settings hold a token, and Log4j shows names of managers: the name has only their hash. */
  private static String name(Map<DeliveryOption, String> settings) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(new EnumMap<>(settings).toString().getBytes(StandardCharsets.UTF_8));
      return "AuditCollector " + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  void emit(AuditEvent event) {
    delivery.emit(event);
  }

  DeliveryStatistics statistics() {
    return delivery.statistics();
  }

  /**
   * Log4j's own time is without a bound or zero by default; the delivery has a bound of its own.
   */
  @Override
  protected boolean releaseSub(long timeout, TimeUnit timeUnit) {
    delivery.close();
    return true;
  }
}
