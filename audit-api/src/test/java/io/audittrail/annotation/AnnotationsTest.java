package io.audittrail.annotation;

import static java.lang.annotation.ElementType.ANNOTATION_TYPE;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.audittrail.catalogue.DocumentedEventType;
import io.audittrail.catalogue.EventType;
import io.audittrail.catalogue.ResourceKind;
import java.lang.annotation.Annotation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnnotationsTest {
  static Stream<Arguments> annotations() {
    return Stream.of(
        arguments(Audited.class, Set.of(METHOD)),
        arguments(AuditedFailure.class, Set.of(METHOD)),
        arguments(AuditedFailures.class, Set.of(METHOD)),
        arguments(AuditActor.class, Set.of(METHOD, PARAMETER)),
        arguments(AuditResource.class, Set.of(METHOD, PARAMETER)),
        arguments(AuditResources.class, Set.of(METHOD, PARAMETER)),
        arguments(AuditAttribute.class, Set.of(METHOD, PARAMETER)),
        arguments(AuditAttributes.class, Set.of(METHOD, PARAMETER)),
        arguments(AuditAnnotation.class, Set.of(ANNOTATION_TYPE)));
  }

  @ParameterizedTest
  @MethodSource("annotations")
  void annotation_isInClassFilesAtRunTime_onWhatItIsFor(
      Class<? extends Annotation> annotation, Set<ElementType> targets) {
    assertThat(annotation.getAnnotation(Retention.class).value())
        .isEqualTo(RetentionPolicy.RUNTIME);
    assertThat(annotation.getAnnotation(Target.class).value())
        .containsExactlyInAnyOrderElementsOf(targets);
    assertThat(annotation).hasAnnotation(Documented.class);
  }

  @Test
  void repeatable_annotationsHaveTheirContainers() {
    assertThat(containerOf(AuditedFailure.class)).isEqualTo(AuditedFailures.class);
    assertThat(containerOf(AuditResource.class)).isEqualTo(AuditResources.class);
    assertThat(containerOf(AuditAttribute.class)).isEqualTo(AuditAttributes.class);
  }

  @Test
  void roles_areTheSameForOurAnnotationsAndForThoseOfAnOrganisation() {
    assertThat(roleOf(Audited.class)).isEqualTo(AuditAnnotation.Role.EVENT);
    assertThat(roleOf(Examples.OrderAudited.class)).isEqualTo(AuditAnnotation.Role.EVENT);
    assertThat(roleOf(AuditedFailure.class)).isEqualTo(AuditAnnotation.Role.FAILURE);
    assertThat(roleOf(Examples.OrderFailure.class)).isEqualTo(AuditAnnotation.Role.FAILURE);
  }

  @Test
  void example_ofAStream_saysWhichPropertiesAreTaken() throws Exception {
    Method create = Examples.class.getDeclaredMethod("create", String.class);

    assertThat(create.getAnnotation(Audited.class).value())
        .isEqualTo(DocumentedEventType.TRIGGER_CREATE);
    assertThat(create.getAnnotationsByType(AuditResource.class))
        .extracting(AuditResource::value, AuditResource::path, AuditResource::parent)
        .containsExactly(
            tuple(ResourceKind.STREAM, "id", "dataset.id"),
            tuple(ResourceKind.DATASET, "dataset.id", ""));
    assertThat(create.getParameters()[0].getAnnotation(AuditAttribute.class))
        .returns("requested_name", AuditAttribute::value)
        .returns("", AuditAttribute::path);
  }

  @Test
  void example_ofALogin_saysWhichEventAnExceptionMakes() throws Exception {
    Method login = Examples.class.getDeclaredMethod("login", String.class, String.class);

    assertThat(login.getAnnotationsByType(AuditedFailure.class))
        .extracting(AuditedFailure::value)
        .containsExactly(
            DocumentedEventType.AUTHENTICATION_FAILED_PASSWORD,
            DocumentedEventType.AUTHENTICATION_FAILED_TOTP);
    assertThat(login.getParameters()[0].getAnnotation(AuditActor.class))
        .returns("", AuditActor::user)
        .returns("", AuditActor::tenant);
  }

  @Test
  void example_ofAnOrganisation_hasTypesOfItsOwn() throws Exception {
    Method placeOrder = Examples.class.getDeclaredMethod("placeOrder");
    EventType type = placeOrder.getAnnotation(Examples.OrderAudited.class).value();

    assertThat(type.wireName()).isEqualTo("order_placed");
    assertThat(placeOrder.getAnnotationsByType(Examples.OrderFailure.class))
        .extracting(Examples.OrderFailure::exception)
        .isEqualTo(List.of(IllegalStateException.class, Throwable.class));
  }

  @Test
  void examples_ofEventsAndScopes_work() {
    assertThat(Examples.event().ids(ResourceKind.DATASET)).containsExactly("ds-1");
    assertThat(Examples.scope().name()).isEqualTo("orders");
  }

  private static Class<? extends Annotation> containerOf(Class<? extends Annotation> annotation) {
    return annotation.getAnnotation(Repeatable.class).value();
  }

  private static AuditAnnotation.Role roleOf(Class<? extends Annotation> annotation) {
    return annotation.getAnnotation(AuditAnnotation.class).value();
  }
}
