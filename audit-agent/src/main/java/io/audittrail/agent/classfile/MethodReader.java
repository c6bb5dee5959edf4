package io.audittrail.agent.classfile;

import io.audittrail.agent.plan.ActorPlan;
import io.audittrail.agent.plan.AttributePlan;
import io.audittrail.agent.plan.EventPlan;
import io.audittrail.agent.plan.FailurePlan;
import io.audittrail.agent.plan.ResourcePlan;
import io.audittrail.agent.plan.Source;
import io.audittrail.agent.plan.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** Reads what the annotations of one method, of its parameters and of its result say. */
final class MethodReader extends MethodVisitor {
  final int access;
  final String name;
  final String descriptor;
  private final AuditAnnotations annotations;
  private final List<FailurePlan> failures = new ArrayList<>();
  private final List<ActorPlan> actors = new ArrayList<>();
  private final List<ResourcePlan> resources = new ArrayList<>();
  private final List<AttributePlan> attributes = new ArrayList<>();
  private @Nullable TypeName success;

  MethodReader(int access, String name, String descriptor, AuditAnnotations annotations) {
    super(OpenedClassReader.ASM_API);
    this.access = access;
    this.name = name;
    this.descriptor = descriptor;
    this.annotations = annotations;
  }

  /** Returns the event that the annotations describe; null if they describe none. */
  @Nullable EventPlan event() {
    if (success == null && failures.isEmpty()) {
      return null;
    }
    return new EventPlan(
        success,
        List.copyOf(failures),
        List.copyOf(actors),
        List.copyOf(resources),
        List.copyOf(attributes));
  }

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
    AnnotationRole role = annotations.role(annotation);
    return role == null ? input(new Source(Source.RESULT), annotation) : ofRole(role);
  }

  @Override
  public @Nullable AnnotationVisitor visitParameterAnnotation(
      int parameter, String annotation, boolean visible) {
    return input(new Source(parameter), annotation);
  }

  private AnnotationVisitor ofRole(AnnotationRole role) {
    return switch (role.kind()) {
      case EVENT -> new AnnotationReader(values -> success = values.type("value", role.type()));
      case FAILURE -> failure(role);
      case FAILURES ->
          new ElementsReader(
              nested -> {
                AnnotationRole element = annotations.role(nested);
                return element == null ? null : failure(element);
              });
    };
  }

  private AnnotationVisitor failure(AnnotationRole role) {
    return new AnnotationReader(
        values -> {
          TypeName type = values.type("value", role.type());
          if (type != null) {
            failures.add(new FailurePlan(type, values.text("exception", role.exception())));
          }
        });
  }

  private @Nullable AnnotationVisitor input(Source source, String annotation) {
    return switch (annotation) {
      case AuditAnnotations.RESOURCES, AuditAnnotations.ATTRIBUTES ->
          new ElementsReader(nested -> input(source, nested));
      case AuditAnnotations.ACTOR ->
          new AnnotationReader(
              values ->
                  actors.add(
                      new ActorPlan(source, values.text("user", ""), values.text("tenant", ""))));
      case AuditAnnotations.ATTRIBUTE ->
          new AnnotationReader(
              values ->
                  attributes.add(
                      new AttributePlan(
                          source, values.text("value", ""), values.text("path", ""))));
      case AuditAnnotations.RESOURCE -> new AnnotationReader(resource(source));
      default -> null;
    };
  }

  private Consumer<AnnotationReader> resource(Source source) {
    return values -> {
      TypeName kind = values.type("value", null);
      if (kind != null) {
        resources.add(new ResourcePlan(source, kind.constant(), values.texts()));
      }
    };
  }
}
