package io.audittrail.agent.classfile;

import io.audittrail.agent.classfile.AnnotationRole.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The annotations that make a method an audited one, by their descriptors; immutable.
 *
 * <p>Those of the API are always there; an organisation's own ones depend on the class loader.
 */
public final class AuditAnnotations {
  private static final String PACKAGE = "Lio/audittrail/annotation/";

  /** The descriptors of the API's own annotations. */
  static final String ACTOR = PACKAGE + "AuditActor;";

  static final String RESOURCE = PACKAGE + "AuditResource;";
  static final String RESOURCES = PACKAGE + "AuditResources;";
  static final String ATTRIBUTE = PACKAGE + "AuditAttribute;";
  static final String ATTRIBUTES = PACKAGE + "AuditAttributes;";

  /** The descriptor of the annotation that own annotations carry. */
  static final String META = PACKAGE + "AuditAnnotation;";

  /** What is there without any annotation of an organisation's own. */
  public static final AuditAnnotations BUILT_IN =
      new AuditAnnotations(
          Map.of(
              PACKAGE + "Audited;", AnnotationRole.of(Kind.EVENT),
              PACKAGE + "AuditedFailure;", AnnotationRole.of(Kind.FAILURE),
              PACKAGE + "AuditedFailures;", AnnotationRole.of(Kind.FAILURES)));

  private final Map<String, AnnotationRole> roles;
  private final List<byte[]> descriptors;

  private AuditAnnotations(Map<String, AnnotationRole> roles) {
    this.roles = roles;
    List<byte[]> texts = new ArrayList<>(roles.size());
    for (String descriptor : roles.keySet()) {
      texts.add(descriptor.getBytes(StandardCharsets.UTF_8));
    }
    this.descriptors = texts;
  }

  /** Returns these annotations and the given ones. */
  AuditAnnotations and(Map<String, AnnotationRole> own) {
    if (own.isEmpty()) {
      return this;
    }
    Map<String, AnnotationRole> all = new HashMap<>(roles);
    all.putAll(own);
    return new AuditAnnotations(Map.copyOf(all));
  }

  /** Returns whether the class file mentions one of these annotations. */
  public boolean areIn(ClassFileHead head) {
    return head.mentions(descriptors);
  }

  /** Returns what the annotation stands for; null if it is none of these. */
  @Nullable AnnotationRole role(String descriptor) {
    return roles.get(descriptor);
  }
}
