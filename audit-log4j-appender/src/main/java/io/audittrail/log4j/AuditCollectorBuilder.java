package io.audittrail.log4j;

import io.audittrail.delivery.DeliveryOption;
import java.util.EnumMap;
import java.util.Map;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.util.Builder;
import org.apache.logging.log4j.status.StatusLogger;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link AuditCollectorAppender} from the attributes of its element: one for each {@link
 * DeliveryOption}, by the same name, and those that say where the actor stands in the MDC.
 */
public final class AuditCollectorBuilder extends AbstractAppender.Builder<AuditCollectorBuilder>
    implements Builder<AuditCollectorAppender> {
  /**
   * Log4j's processor wants setters for those who build in code; they have ConfigurationBuilder.
   */
  private static final String NO_SETTER = "log4j.public.setter";

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String url;

  @PluginBuilderAttribute(sensitive = true)
  @SuppressWarnings(NO_SETTER)
  private @Nullable String token;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String tokenFile;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String caFile;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String proxy;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String compression;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String batchEvents;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String batchBytes;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String batchDelayMillis;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String spoolDirectory;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String spoolBytes;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String producer;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String sync;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String syncIntervalMillis;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String syncTypes;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String dropTypes;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String whenFull;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String fullWaitMillis;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String connectTimeoutMillis;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String requestTimeoutMillis;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String retryMinMillis;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String retryMaxMillis;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String refusedRetryMillis;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String closeTimeoutMillis;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String actorUser;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String actorTenant;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String actorUserMdcKey;

  @PluginBuilderAttribute
  @SuppressWarnings(NO_SETTER)
  private @Nullable String actorTenantMdcKey;

  AuditCollectorBuilder() {}

  /**
   * Returns the appender; null, as is Log4j's way, if a setting is not allowed, which the status
   * logger is told.
   */
  @Override
  public @Nullable AuditCollectorAppender build() {
    try {
      return build(settings());
    } catch (IllegalArgumentException notAllowed) {
      StatusLogger.getLogger()
          .error(
              "AuditCollector appender \"{}\" cannot be made: {}",
              getName(),
              notAllowed.getMessage());
      return null;
    }
  }

  private AuditCollectorAppender build(Map<DeliveryOption, String> settings) {
    if (getName() == null) {
      throw new IllegalArgumentException("name was missing, allowed is any");
    }
    String fallbackUser =
        settings.getOrDefault(DeliveryOption.ACTOR_USER, DeliveryOption.ACTOR_USER.defaultValue());
    ContextActor contextActor = new ContextActor(actorUserMdcKey, actorTenantMdcKey, fallbackUser);
    return new AuditCollectorAppender(
        this, new LogEventReader(contextActor), AuditCollectorManager.get(settings));
  }

  private Map<DeliveryOption, String> settings() {
    Map<DeliveryOption, String> settings = new EnumMap<>(DeliveryOption.class);
    set(settings, DeliveryOption.URL, url);
    set(settings, DeliveryOption.TOKEN, token);
    set(settings, DeliveryOption.TOKEN_FILE, tokenFile);
    set(settings, DeliveryOption.CA_FILE, caFile);
    set(settings, DeliveryOption.PROXY, proxy);
    set(settings, DeliveryOption.COMPRESSION, compression);
    set(settings, DeliveryOption.BATCH_EVENTS, batchEvents);
    set(settings, DeliveryOption.BATCH_BYTES, batchBytes);
    set(settings, DeliveryOption.BATCH_DELAY_MILLIS, batchDelayMillis);
    set(settings, DeliveryOption.SPOOL_DIRECTORY, spoolDirectory);
    set(settings, DeliveryOption.SPOOL_BYTES, spoolBytes);
    set(settings, DeliveryOption.PRODUCER, producer);
    set(settings, DeliveryOption.SYNC, sync);
    set(settings, DeliveryOption.SYNC_INTERVAL_MILLIS, syncIntervalMillis);
    set(settings, DeliveryOption.SYNC_TYPES, syncTypes);
    set(settings, DeliveryOption.DROP_TYPES, dropTypes);
    set(settings, DeliveryOption.WHEN_FULL, whenFull);
    set(settings, DeliveryOption.FULL_WAIT_MILLIS, fullWaitMillis);
    set(settings, DeliveryOption.CONNECT_TIMEOUT_MILLIS, connectTimeoutMillis);
    set(settings, DeliveryOption.REQUEST_TIMEOUT_MILLIS, requestTimeoutMillis);
    set(settings, DeliveryOption.RETRY_MIN_MILLIS, retryMinMillis);
    set(settings, DeliveryOption.RETRY_MAX_MILLIS, retryMaxMillis);
    set(settings, DeliveryOption.REFUSED_RETRY_MILLIS, refusedRetryMillis);
    set(settings, DeliveryOption.CLOSE_TIMEOUT_MILLIS, closeTimeoutMillis);
    set(settings, DeliveryOption.ACTOR_USER, actorUser);
    set(settings, DeliveryOption.ACTOR_TENANT, actorTenant);
    return settings;
  }

  /** An empty value is what {@code ${env:NAME:-}} gives when there is none. */
  private static void set(
      Map<DeliveryOption, String> settings, DeliveryOption option, @Nullable String value) {
    if (value == null || value.isBlank()) {
      return;
    }
    if (value.contains("${")) {
      throw new IllegalArgumentException(
          option.key() + " was \"" + value + "\", in which Log4j found nothing to put");
    }
    settings.put(option, value);
  }
}
