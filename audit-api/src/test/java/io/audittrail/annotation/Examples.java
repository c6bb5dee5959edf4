package io.audittrail.annotation;

import static io.audittrail.catalogue.DocumentedEventType.AUTHENTICATION_FAILED_PASSWORD;
import static io.audittrail.catalogue.DocumentedEventType.AUTHENTICATION_FAILED_TOTP;
import static io.audittrail.catalogue.DocumentedEventType.LOGIN_SUCCESS;
import static io.audittrail.catalogue.DocumentedEventType.TRIGGER_CREATE;
import static io.audittrail.catalogue.ResourceKind.DATASET;
import static io.audittrail.catalogue.ResourceKind.STREAM;

import io.audittrail.catalogue.EventType;
import io.audittrail.event.AuditContext;
import io.audittrail.event.AuditEvent;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The examples of the documentation, as they stand there; a test reads them. */
final class Examples {
  private Examples() {}

  @Audited(TRIGGER_CREATE)
  @AuditResource(value = STREAM, path = "id", name = "name", title = "title", parent = "dataset.id")
  @AuditResource(value = DATASET, path = "dataset.id")
  static Stream create(@AuditAttribute("requested_name") String name) {
    return new Stream("s-1", name, name, new Dataset("d-1"));
  }

  @Audited(LOGIN_SUCCESS)
  @AuditedFailure(value = AUTHENTICATION_FAILED_PASSWORD, exception = WrongPassword.class)
  @AuditedFailure(value = AUTHENTICATION_FAILED_TOTP, exception = WrongCode.class)
  static Session login(@AuditActor String user, String password) {
    return new Session();
  }

  @OrderAudited(OrderEventType.ORDER_PLACED)
  @OrderFailure(value = OrderEventType.ORDER_REFUSED, exception = IllegalStateException.class)
  @OrderFailure(OrderEventType.ORDER_FAILED)
  static void placeOrder() {}

  static AuditEvent event() {
    AuditEvent event =
        AuditEvent.of(TRIGGER_CREATE).actor("u-17", "acme").stream("st-1")
            .dataset("ds-1", "orders", "Orders", "pr-1")
            .build();
    return event;
  }

  @SuppressWarnings("try")
  static Stream scope() {
    try (var scope = AuditContext.actor("u-17", "acme")) {
      return create("orders");
    }
  }

  @AuditAnnotation(AuditAnnotation.Role.EVENT)
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface OrderAudited {
    OrderEventType value();
  }

  @AuditAnnotation(AuditAnnotation.Role.FAILURE)
  @Repeatable(OrderFailures.class)
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface OrderFailure {
    OrderEventType value();

    Class<? extends Throwable> exception() default Throwable.class;
  }

  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface OrderFailures {
    OrderFailure[] value();
  }

  enum OrderEventType implements EventType {
    ORDER_PLACED,
    ORDER_REFUSED,
    ORDER_FAILED
  }

  record Stream(String id, String name, String title, Dataset dataset) {}

  record Dataset(String id) {}

  record Session() {}

  @SuppressWarnings("serial")
  static final class WrongPassword extends Exception {}

  @SuppressWarnings("serial")
  static final class WrongCode extends Exception {}
}
