package io.audittrail.agent.capture;

import io.audittrail.agent.capture.TypeChoice.Failure;
import io.audittrail.agent.capture.TypeChoice.KnownType;
import io.audittrail.agent.plan.EventPlan;
import io.audittrail.agent.plan.TypeName;
import io.audittrail.agent.property.PropertyReader;
import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.catalogue.EventType;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds event types by the names of their constants: documented ones in the agent's own catalogue,
 * an organisation's own ones in the application.
 */
final class EventTypes {
  private static final String DOCUMENTED = DocumentedEventType.class.getName();

  private final @Nullable ClassLoader application;
  private final PropertyReader properties;

  EventTypes(@Nullable ClassLoader application, PropertyReader properties) {
    this.application = application;
    this.properties = properties;
  }

  TypeChoice of(EventPlan event) {
    TypeName success = event.success();
    return new TypeChoice(
        success == null ? null : find(success),
        event.failures().stream()
            .map(failure -> new Failure(failure.exception(), find(failure.type())))
            .toList());
  }

  private KnownType find(TypeName name) {
    try {
      return new KnownType(
          EventType.of(
              name.enumClass().equals(DOCUMENTED)
                  ? name.constant().toLowerCase(Locale.ROOT)
                  : wireName(name)),
          null);
    } catch (ClassNotFoundException | LinkageError | RuntimeException trouble) {
      return new KnownType(
          null, new IllegalStateException(name.enumClass() + "." + name.constant(), trouble));
    }
  }

  /** A documented type that this agent does not know yet has the name of its constant, too. */
  private String wireName(TypeName name) throws ClassNotFoundException {
    Object[] constants = Class.forName(name.enumClass(), true, application).getEnumConstants();
    for (Object constant : Objects.requireNonNull(constants, "constants of an enum")) {
      if (((Enum<?>) constant).name().equals(name.constant())) {
        return String.valueOf(properties.read(constant, "wireName"));
      }
    }
    throw new IllegalArgumentException("there is no such constant");
  }
}
